package dev.inlay.workload;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A recorded map that had mappings before. */
final class Filled {
  static final int KEYS = 1_000;

  private Filled() {}

  static Recorder<ConcurrentMap<String, Integer>> filled(int every) {
    ConcurrentMap<String, Integer> map = new ConcurrentHashMap<>();
    for (int i = 0; i < KEYS; i++) {
      map.put(key(i), i);
    }
    return Recorder.wrap(map, every);
  }

  static String key(int i) {
    return "key-%06d".formatted(i);
  }
}

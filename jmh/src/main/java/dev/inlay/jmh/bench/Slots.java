package dev.inlay.jmh.bench;

import dev.inlay.jmh.keys.Shuffle;
import dev.inlay.jmh.subject.Subject;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Keys and values in a bare array instead of a map, with the same keys, probes and order as {@link
 * FilledMap}: key and value side by side, three of four places taken, as in a full hash table. The
 * places are drawn at random, as a hash would scatter the keys, and the place of every probe is
 * known beforehand.
 */
@State(Scope.Benchmark)
public class Slots extends FilledMap {
  private static final long SEED = 45;

  private Object[] table = {};
  private int[] places = {};
  private int[][] slots = {};

  @Override
  Map<Object, Long> make(Subject chosen, Map<Object, Long> mappings) {
    int capacity = capacity();
    places = Shuffle.permutation(capacity, new SplittableRandom(SEED));
    table = new Object[2 * capacity];
    mappings.forEach(
        (key, id) -> {
          int slot = 2 * places[id.intValue()];
          table[slot] = key;
          table[slot + 1] = id;
        });
    return Map.of();
  }

  /** Returns how many places there are. */
  int capacity() {
    return Math.max(entries + 1, (int) (entries * 4L / 3));
  }

  @Override
  void prepare() {
    slots = new int[threads()][];
    for (int thread = 0; thread < slots.length; thread++) {
      int[] ids = probeIds(thread);
      int[] own = new int[ids.length];
      for (int i = 0; i < own.length; i++) {
        own[i] = 2 * places[placeOf(ids[i])];
      }
      slots[thread] = own;
    }
  }

  /** Returns which place a probe leads to: that of the key. */
  int placeOf(int id) {
    return id;
  }

  /** Returns where each probe of a thread leads to. */
  final int[] slots(int threadIndex) {
    return slots[threadIndex];
  }

  final Object[] table() {
    return table;
  }

  /** Returns the value at a slot if the key is there, as a map does when it has found the place. */
  final Object read(int slot, Object key) {
    Object[] pairs = table;
    Object candidate = pairs[slot];
    return candidate == key || (candidate != null && key.equals(candidate))
        ? pairs[slot + 1]
        : null;
  }

  /** Stores a value at a slot if the key is there; by a plain store, for no other thread to see. */
  final Object write(int slot, Object key, Long value) {
    Object[] pairs = table;
    Object candidate = pairs[slot];
    if (candidate != key && !key.equals(candidate)) {
      throw new IllegalStateException("the kernel is broken: " + key + " is not at " + slot);
    }
    Object before = pairs[slot + 1];
    pairs[slot + 1] = value;
    return before;
  }

  /** The array's content; a key that stands twice in it makes it too small. */
  @Override
  Map<Object, Long> content() {
    Map<Object, Long> content = new HashMap<>();
    for (int slot = 0; slot < table.length; slot += 2) {
      if (table[slot] != null) {
        content.put(table[slot], (Long) table[slot + 1]);
      }
    }
    return content;
  }

  /** Every probe must lead to its key, or to an empty place when its key is absent. */
  @Override
  void verifyAnswers() {
    for (int thread = 0; thread < slots.length; thread++) {
      Object[] keys = probes(thread);
      for (int i = 0; i < keys.length; i++) {
        Object candidate = table[slots[thread][i]];
        boolean right = firstProbeId() == 0 ? keys[i].equals(candidate) : candidate == null;
        ContentCheck.require(right, "the probe " + keys[i] + " leads to " + candidate);
      }
    }
  }

  /** Places for keys that are not there: the free ones. */
  @State(Scope.Benchmark)
  public static class Free extends Slots {
    @Override
    int firstProbeId() {
      return entries;
    }

    @Override
    int placeOf(int id) {
      return entries + id % (capacity() - entries);
    }
  }

  /** An array without free places, to go through. */
  @State(Scope.Benchmark)
  public static class Dense extends Slots {
    @Override
    int capacity() {
      return entries;
    }
  }
}

package dev.inlay.jmh.bench;

import dev.inlay.jmh.keys.KeyKind;
import dev.inlay.jmh.subject.Subject;
import java.util.Map;

/**
 * Lets a map's code meet keys of several types before it is measured.
 *
 * <p>The JVM's own use of ConcurrentHashMap has done that to it in every program, so that its
 * {@code hashCode} and {@code equals} calls are compiled for many types. A map that has only ever
 * met one type enjoys inlined calls, which an application with several maps of that class does not
 * have.
 */
public final class MixedProfile {
  private static final int KEYS_PER_KIND = 64;

  /** Enough for the last tier of the JVM's compilers, several times over. */
  private static final int ROUNDS = 600;

  private MixedProfile() {}

  /**
   * Lets a map's code meet them.
   *
   * @param subject the map
   */
  public static void impose(Subject subject) {
    for (int round = 0; round < ROUNDS; round++) {
      for (KeyKind kind : KeyKind.values()) {
        if (subject.takes(kind)) {
          Map<Object, Long> map = subject.growing();
          for (int i = 0; i < KEYS_PER_KIND; i++) {
            use(map, kind, i);
          }
        }
      }
    }
  }

  private static void use(Map<Object, Long> map, KeyKind kind, int id) {
    map.put(kind.key(id), 1L);
    map.put(kind.key(id), 2L);
    map.merge(kind.key(id), 1L, Long::sum);
    map.computeIfAbsent(kind.key(id), key -> 0L);
    ContentCheck.require(map.get(kind.key(id)) == 3L, "merge lost a value");
    ContentCheck.require(map.get(kind.key(id + KEYS_PER_KIND)) == null, "an absent key is present");
    if ((id & 1) == 0) {
      ContentCheck.require(map.remove(kind.key(id)) == 3L, "remove lost a value");
    }
  }
}

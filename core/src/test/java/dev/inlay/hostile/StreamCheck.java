package dev.inlay.hostile;

import dev.inlay.InlayMap;
import dev.inlay.MapSnapshot;
import dev.inlay.ShardedMapUnderTest;
import dev.inlay.SnapshotMapUnderTest;
import dev.inlay.StripedMapUnderTest;
import dev.inlay.contract.MapUnderTest;
import dev.inlay.contract.tools.Allocation;
import dev.inlay.contract.tools.Serial;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * What must hold for any bytes that are read as a serial stream: an exception of the stream's, or a
 * whole object; and memory in proportion to the bytes.
 *
 * <p>A filter keeps the JDK's own classes small and out of the way: what arrays, lists and deep
 * streams cost is not ours to bound.
 */
final class StreamCheck {
  private static final ObjectInputFilter FILTER =
      ObjectInputFilter.Config.createFilter(
          "maxdepth=24;maxrefs=4000;maxarray=256;dev.inlay.*;dev.inlay.hostile.*;"
              + "java.lang.Enum;java.lang.Number;java.lang.Integer;java.lang.Long;!*");

  /** Instrumented code allocates more. */
  private static final long BASE = 4 << 20;

  private static final Map<String, MapUnderTest> CHECKED =
      Map.of(
          "dev.inlay.ShardedMap", ShardedMapUnderTest.variants().get(0),
          "dev.inlay.StripedMap", StripedMapUnderTest.variants().get(0),
          "dev.inlay.SnapshotMap", SnapshotMapUnderTest.variants().get(0));

  private StreamCheck() {}

  /** Reads the bytes and throws an {@link AssertionError} if anything is wrong with the outcome. */
  static void check(byte[] bytes) {
    long bound = BASE + Readers.PER_BYTE * bytes.length;
    long allocated = checkOnce(bytes);
    // The first reading may load classes, and have the fuzzer instrument them: the second counts.
    if (allocated > bound && checkOnce(bytes) > bound) {
      throw new AssertionError(allocated + " bytes allocated to read " + bytes.length);
    }
  }

  private static long checkOnce(byte[] bytes) {
    Allocation allocation = Allocation.begin();
    Object read = null;
    Exception refusal = null;
    try {
      read = read(bytes);
    } catch (IOException | ClassNotFoundException | RuntimeException e) {
      refusal = e;
    }
    long allocated = allocation.bytes();
    if (refusal instanceof RuntimeException && !isOfTheJdk(refusal)) {
      throw new AssertionError("not an exception of a stream", refusal);
    }
    checkWhole(read);
    return allocated;
  }

  private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      in.setObjectInputFilter(FILTER);
      return in.readObject();
    }
  }

  /**
   * The JDK's reader throws what it likes on a broken stream: not what our readers throw. Who threw
   * is read off the stack trace, so the JVM must not leave it out ({@code
   * -XX:-OmitStackTraceInFastThrow}).
   */
  private static boolean isOfTheJdk(Exception thrown) {
    if (thrown.getStackTrace().length == 0) {
      throw new AssertionError("run with -XX:-OmitStackTraceInFastThrow", thrown);
    }
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (frame.getClassName().startsWith("dev.inlay.")) {
        return false;
      }
      if (frame.getClassName().startsWith("java.io.Object")) {
        return true;
      }
    }
    return false;
  }

  private static void checkWhole(Object read) {
    if (read instanceof Map<?, ?> map) {
      checkMap(map);
    } else if (read instanceof Set<?> set) {
      checkElements(set);
      checkCopy(set, set, set);
    }
  }

  private static void checkMap(Map<?, ?> map) {
    if (map instanceof InlayMap<?, ?> ours) {
      CHECKED.get(map.getClass().getName()).checkStructure(ours);
    }
    if (map instanceof MapSnapshot<?, ?> snapshot && snapshot.version() < 0) {
      throw new AssertionError("version " + snapshot.version());
    }
    checkElements(map.keySet());
    checkElements(map.values());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (map.get(entry.getKey()) != entry.getValue()) {
        throw new AssertionError("a key that is iterated is not found");
      }
    }
    checkCopy(map, map.keySet(), map.values());
  }

  private static void checkElements(Collection<?> elements) {
    int seen = 0;
    for (Object element : elements) {
      if (element == null) {
        throw new AssertionError("null is in it");
      }
      seen++;
    }
    if (seen != elements.size()) {
      throw new AssertionError(seen + " elements, but the size is " + elements.size());
    }
  }

  /** Equal to itself once more; of other content than plain one, equality is not ours to ask. */
  private static void checkCopy(Object original, Collection<?> keys, Collection<?> values) {
    if (isPlain(keys) && isPlain(values) && !original.equals(Serial.copy(original))) {
      throw new AssertionError("its copy is not equal to it");
    }
  }

  private static boolean isPlain(Collection<?> elements) {
    return elements.stream().allMatch(each -> each instanceof String || each instanceof Number);
  }
}

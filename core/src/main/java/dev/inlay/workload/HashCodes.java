package dev.inlay.workload;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * How the hash codes of a map's keys collide.
 *
 * @param keys of how many keys
 * @param different how many hash codes they have
 */
record HashCodes(int keys, int different) {
  private static final int MOST = 1 << 16;

  /** Looks at the first keys; empty when there are none, or they cannot be had. */
  static Optional<HashCodes> of(Map<?, ?> map) {
    int[] codes = new int[1 << 10];
    int count = 0;
    try {
      for (Object key : map.keySet()) {
        if (count == MOST) {
          break;
        }
        if (count == codes.length) {
          codes = Arrays.copyOf(codes, 2 * count);
        }
        codes[count++] = key == null ? 0 : key.hashCode();
      }
    } catch (RuntimeException | StackOverflowError e) {
      return Optional.empty();
    }
    int different = (int) Arrays.stream(codes, 0, count).distinct().count();
    return count == 0 ? Optional.empty() : Optional.of(new HashCodes(count, different));
  }

  /** Returns how many keys there are to a hash code. */
  double keysPerCode() {
    return (double) keys / different;
  }
}

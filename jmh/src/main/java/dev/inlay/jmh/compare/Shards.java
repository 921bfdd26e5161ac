package dev.inlay.jmh.compare;

import dev.inlay.jmh.subject.Subjects;

/**
 * A number of shards, or as many as there are keys.
 *
 * @param count a power of two, or {@link #PER_KEY}
 */
record Shards(int count) {

  /** One lock per key, as far as the map takes so many shards. */
  static final int PER_KEY = 0;

  private static final String PER_KEY_NAME = "per-key";

  static Shards parse(String text) {
    if (text.equals(PER_KEY_NAME)) {
      return new Shards(PER_KEY);
    }
    try {
      int count = Integer.parseInt(text);
      if (Subjects.isShardCount(count)) {
        return new Shards(count);
      }
    } catch (NumberFormatException e) {
      // refused below, as any other text
    }
    throw Parsers.refusal(
        text, "powers of two from 1 to " + Subjects.MAX_SHARDS + ", and " + PER_KEY_NAME);
  }

  /**
   * Returns the number of shards for a map of a size: for one per key, the next power of two that
   * exists.
   */
  int forEntries(int entries) {
    if (count != PER_KEY) {
      return count;
    }
    int atLeast = Integer.highestOneBit(Math.max(1, entries - 1)) << 1;
    return Math.min(Subjects.MAX_SHARDS, entries == 1 ? 1 : atLeast);
  }
}

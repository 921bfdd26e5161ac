package dev.inlay.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The keys that are used most, by their hashes, in fixed memory: when it is full, all scores are
 * lowered by the median and those that have none left go (Anderson and others: A High-Performance
 * Algorithm for Identifying Frequent Items in Data Streams, 2017). Uses of a key are counted since
 * it came in.
 */
final class HeavyKeys {

  /** Slots, a power of two. */
  private static final int SLOTS = 1 << 11;

  private static final int MOST = SLOTS / 4 * 3;

  /** So often a key must have come, and for so long it must have been here, to be heavy. */
  private static final int LEAST_RANKING = 16;

  private int[] hashes = new int[SLOTS];
  private int[] scores = new int[SLOTS];
  private int[] ranking = new int[SLOTS];
  private int[] measuring = new int[SLOTS];
  private long[] rankingBefore = new long[SLOTS];
  private long[] measuringBefore = new long[SLOTS];
  private int size;

  HeavyKeys() {}

  HeavyKeys(HeavyKeys other) {
    hashes = other.hashes.clone();
    scores = other.scores.clone();
    ranking = other.ranking.clone();
    measuring = other.measuring.clone();
    rankingBefore = other.rankingBefore.clone();
    measuringBefore = other.measuringBefore.clone();
    size = other.size;
  }

  /** Returns the bytes of the tables. */
  static long bytes() {
    return SLOTS * (4L * Integer.BYTES + 2L * Long.BYTES);
  }

  /** Adds a use; the totals are those with it. */
  void add(int hash, boolean ranks, long rankingUses, long measuringUses) {
    int slot = slotOf(hash);
    if (slot >= 0) {
      if (ranks) {
        scores[slot]++;
        ranking[slot]++;
      } else {
        measuring[slot]++;
      }
    } else if (ranks) {
      if (size == MOST) {
        lower();
        slot = slotOf(hash);
      }
      if (size < MOST) {
        enter(~slot, hash, 1, 1, 0, rankingUses - 1, measuringUses);
      }
    }
  }

  private void enter(
      int slot, int hash, int score, int ranks, int measures, long before, long measuredBefore) {
    hashes[slot] = hash;
    ranking[slot] = ranks;
    measuring[slot] = measures;
    rankingBefore[slot] = before;
    measuringBefore[slot] = measuredBefore;
    scores[slot] = score;
    size++;
  }

  private int slotOf(int hash) {
    int slot = hash & (SLOTS - 1);
    while (scores[slot] != 0) {
      if (hashes[slot] == hash) {
        return slot;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    return ~slot;
  }

  private void lower() {
    int[] sorted = new int[size];
    int next = 0;
    for (int score : scores) {
      if (score != 0) {
        sorted[next++] = score;
      }
    }
    Arrays.sort(sorted);
    rebuild(sorted[size / 2], 0);
  }

  void halve() {
    rebuild(0, 1);
  }

  private void rebuild(int less, int shift) {
    HeavyKeys old = new HeavyKeys(this);
    Arrays.fill(scores, 0);
    size = 0;
    for (int i = 0; i < SLOTS; i++) {
      int score = (old.scores[i] - less) >> shift;
      if (old.scores[i] != 0 && score > 0) {
        enter(
            ~slotOf(old.hashes[i]),
            old.hashes[i],
            score,
            old.ranking[i] >> shift,
            old.measuring[i] >> shift,
            old.rankingBefore[i] >> shift,
            old.measuringBefore[i] >> shift);
      }
    }
  }

  /** Whether a key is heavy: used often since the first half of all uses. */
  boolean isMember(int hash, long rankingUses) {
    int slot = slotOf(hash);
    return slot >= 0 && isMemberAt(slot, rankingUses);
  }

  private boolean isMemberAt(int slot, long rankingUses) {
    return scores[slot] >= LEAST_RANKING && rankingBefore[slot] <= rankingUses / 2;
  }

  /** Returns the heavy keys, as if each had been here from the beginning. */
  List<KeySketch.Group> members(long rankingUses, long measuringUses) {
    List<KeySketch.Group> members = new ArrayList<>();
    for (int slot = 0; slot < SLOTS; slot++) {
      if (scores[slot] != 0 && isMemberAt(slot, rankingUses)) {
        double ranked = (double) rankingUses / Math.max(1, rankingUses - rankingBefore[slot]);
        double measured =
            (double) measuringUses / Math.max(1, measuringUses - measuringBefore[slot]);
        members.add(new KeySketch.Group(ranking[slot] * ranked, measuring[slot] * measured, 1));
      }
    }
    return members;
  }
}

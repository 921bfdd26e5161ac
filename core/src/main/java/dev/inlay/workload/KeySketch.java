package dev.inlay.workload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How unevenly keys are used, from hash codes of sampled uses, in fixed memory.
 *
 * <p>Ranking keys by their counts and then adding up the counts of the first ones would call every
 * distribution skewed: with few samples a key, the first ones are those that chance favoured. So
 * each use is, by chance, one that ranks or one that measures: the share of the hottest keys is
 * what the first kind's hottest keys have of the second kind. That is right for uniform use, and a
 * lower bound for skewed use that comes close as samples a key become many.
 *
 * <p>All keys are tracked while they fit. Beyond that it is those whose hash begins with so many
 * zeros, each standing for as many others as are left out (Gibbons: Distinct Sampling for
 * Highly-Accurate Answers, 2001), and, each standing for itself, the heavy ones, which {@link
 * HeavyKeys} finds.
 */
final class KeySketch {

  /** Slots, a power of two. */
  private static final int SLOTS = 1 << 14;

  private static final int MOST_TRACKED = SLOTS / 4 * 3;

  /** Beyond this all counts are halved. */
  private static final long MOST_USES = 1L << 30;

  private final HeavyKeys heavy;
  private int[] hashes = new int[SLOTS];
  private int[] ranking = new int[SLOTS];
  private int[] measuring = new int[SLOTS];
  private int tracked;
  private int level;
  private long rankingUses;
  private long measuringUses;
  private int coin = 0x9E3779B9;

  KeySketch() {
    heavy = new HeavyKeys();
  }

  private KeySketch(KeySketch other) {
    heavy = new HeavyKeys(other.heavy);
    hashes = other.hashes.clone();
    ranking = other.ranking.clone();
    measuring = other.measuring.clone();
    tracked = other.tracked;
    level = other.level;
    rankingUses = other.rankingUses;
    measuringUses = other.measuringUses;
  }

  /** Returns the bytes of the tables. */
  static long bytes() {
    return 3L * SLOTS * Integer.BYTES + HeavyKeys.bytes();
  }

  synchronized KeySketch copy() {
    return new KeySketch(this);
  }

  /** Adds uses of keys, by their hash codes. */
  synchronized void add(int[] hashCodes, int count) {
    for (int i = 0; i < count; i++) {
      add(mix(hashCodes[i]));
    }
    if (rankingUses + measuringUses > MOST_USES) {
      halve();
    }
  }

  long uses() {
    return rankingUses + measuringUses;
  }

  private void add(int hash) {
    coin ^= coin << 13;
    coin ^= coin >>> 17;
    coin ^= coin << 5;
    boolean ranks = coin < 0;
    if (ranks) {
      rankingUses++;
    } else {
      measuringUses++;
    }
    heavy.add(hash, ranks, rankingUses, measuringUses);
    if (isTracked(hash)) {
      int slot = slotOf(hash);
      if (slot < 0 && tracked == MOST_TRACKED) {
        trackFewer();
        slot = isTracked(hash) ? slotOf(hash) : 0;
        if (!isTracked(hash)) {
          return;
        }
      }
      if (slot < 0) {
        slot = ~slot;
        hashes[slot] = hash;
        tracked++;
      }
      (ranks ? ranking : measuring)[slot]++;
    }
  }

  private boolean isTracked(int hash) {
    return level == 0 || mix(~hash) >>> (Integer.SIZE - level) == 0;
  }

  /** Returns the slot of a hash, or the complement of the one that it would take. */
  private int slotOf(int hash) {
    int slot = hash & (SLOTS - 1);
    while (ranking[slot] + measuring[slot] != 0) {
      if (hashes[slot] == hash) {
        return slot;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    return ~slot;
  }

  private void trackFewer() {
    while (tracked == MOST_TRACKED && level < Integer.SIZE - 1) {
      level++;
      rebuild(0);
    }
  }

  /** Halves all counts: what is new counts more from here on. */
  private void halve() {
    rankingUses /= 2;
    measuringUses /= 2;
    heavy.halve();
    rebuild(1);
  }

  private void rebuild(int shift) {
    int[] oldHashes = hashes;
    int[] oldRanking = ranking;
    int[] oldMeasuring = measuring;
    hashes = new int[SLOTS];
    ranking = new int[SLOTS];
    measuring = new int[SLOTS];
    tracked = 0;
    for (int old = 0; old < SLOTS; old++) {
      int ranks = oldRanking[old] >> shift;
      int measures = oldMeasuring[old] >> shift;
      if (ranks + measures != 0 && isTracked(oldHashes[old])) {
        int slot = ~slotOf(oldHashes[old]);
        hashes[slot] = oldHashes[old];
        ranking[slot] = ranks;
        measuring[slot] = measures;
        tracked++;
      }
    }
  }

  /** A finaliser of MurmurHash3 (Appleby), a bijection. */
  private static int mix(int hashCode) {
    int hash = (hashCode ^ (hashCode >>> 16)) * 0x85EBCA6B;
    hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
    return hash ^ (hash >>> 16);
  }

  /**
   * Keys that look alike.
   *
   * @param rank how often each was used when ranking
   * @param uses how often all of them were used when measuring
   * @param keys how many they are
   */
  record Group(double rank, double uses, double keys) {}

  /**
   * Returns which share of the uses the hottest keys get.
   *
   * @param keys of how many keys
   * @param fractions which parts of them, ascending; at least one key each
   * @return the shares, from 0 to 1, ascending
   */
  double[] hottest(long keys, double... fractions) {
    List<Group> groups = groups(keys);
    double[] shares = new double[fractions.length];
    for (int i = 0; i < fractions.length; i++) {
      double wanted = Math.min((double) keys, Math.max(1, fractions[i] * keys));
      double share = Math.max(wanted / keys, share(groups, wanted));
      shares[i] = Math.min(1, i == 0 ? share : Math.max(share, shares[i - 1]));
    }
    return shares;
  }

  private double share(List<Group> groups, double wanted) {
    double left = wanted;
    double uses = 0;
    for (Group group : groups) {
      double part = Math.min(1, left / Math.max(1e-9, group.keys));
      uses += part * group.uses;
      left -= part * group.keys;
      if (left <= 0) {
        break;
      }
    }
    return uses / Math.max(1, measuringUses);
  }

  /** Returns all keys, the hottest first, those that were never used included. */
  private List<Group> groups(long keys) {
    List<Group> found = level == 0 ? new ArrayList<>() : heavy.members(rankingUses, measuringUses);
    double heavyUses = found.stream().mapToDouble(Group::uses).sum();
    List<Group> light = new ArrayList<>();
    double weight = Math.pow(2, level);
    for (int slot = 0; slot < SLOTS; slot++) {
      boolean used = ranking[slot] + measuring[slot] != 0;
      if (used && !(level > 0 && heavy.isMember(hashes[slot], rankingUses))) {
        light.add(new Group(ranking[slot], measuring[slot] * weight, weight));
      }
    }
    double lightUses = light.stream().mapToDouble(Group::uses).sum();
    double scale = lightUses == 0 ? 0 : Math.max(0, measuringUses - heavyUses) / lightUses;
    double others = keys;
    double usesOfOthers = 0;
    for (Group group : light) {
      if (group.rank == 0) {
        usesOfOthers += group.uses * scale;
      } else {
        found.add(new Group(group.rank, group.uses * scale, group.keys));
      }
    }
    for (Group group : found) {
      others -= group.keys;
    }
    found.sort(Comparator.comparingDouble(Group::rank).reversed());
    List<Group> merged = new ArrayList<>(merged(found));
    merged.add(new Group(0, usesOfOthers, Math.max(1, others)));
    return merged;
  }

  /** Makes one of neighbours that rank alike: nothing says which of them is the hotter one. */
  private static List<Group> merged(List<Group> sorted) {
    List<Group> merged = new ArrayList<>();
    for (Group group : sorted) {
      int last = merged.size() - 1;
      if (last >= 0 && merged.get(last).rank == group.rank) {
        Group before = merged.get(last);
        merged.set(
            last, new Group(before.rank, before.uses + group.uses, before.keys + group.keys));
      } else {
        merged.add(group);
      }
    }
    return merged;
  }
}

package dev.inlay.soak;

import dev.inlay.contract.concurrent.Token;
import dev.inlay.contract.tools.Keys;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ever new keys: in a flood one thread inserts them one after the other, by all ways, and in the
 * ebb removes them in the same order, until none is left and the tables shrink. What was inserted
 * and not removed is seen at once, by every read and every traversal, exactly once.
 */
final class Tide extends Part {
  private static final int CHUNK = 128;

  private final int height;
  private SplittableRandom random;
  private int start;

  /** Every number from {@code low} up to {@code high} is there. */
  private volatile int low;

  private volatile int high;

  Tide(Site site, Keys.Kind kind, int height) {
    super(site, kind);
    this.height = height;
  }

  @Override
  void open() {
    low = 0;
    high = 0;
  }

  @Override
  void staff(Shift shift, Water water, SplittableRandom random) {
    this.random = random;
    if (water == Water.FLOOD) {
      start = random.nextInt(IDS - height - 2 * CHUNK);
      high = start;
      low = start;
      shift.loop("flood", this::rise);
    } else {
      shift.loopWhile("ebb", () -> low < high, this::fall);
    }
    shift.loop("reader of the tide", this::read);
  }

  private void rise() {
    int at = high;
    if (at - start >= height) {
      overwrite();
    } else if (random.nextInt(CHUNK) == 0) {
      Map<Object, Object> chunk = new LinkedHashMap<>();
      for (int i = at; i < at + CHUNK; i++) {
        chunk.put(key(i), new Token(id(i)));
      }
      map.putAll(chunk);
      tally.did(Op.PUT_ALL);
      high = at + CHUNK;
    } else {
      insert(at);
      high = at + 1;
    }
  }

  private void insert(int at) {
    Object key = key(at);
    Token token = new Token(id(at));
    Object before = null;
    switch (random.nextInt(5)) {
      case 0 -> {
        before = map.put(key, token);
        tally.did(Op.PUT);
      }
      case 1 -> {
        before = map.putIfAbsent(key, token);
        tally.did(Op.PUT_IF_ABSENT);
      }
      case 2 -> {
        before = map.computeIfAbsent(key, k -> token) == token ? null : key;
        tally.did(Op.COMPUTE_IF_ABSENT);
      }
      case 3 -> {
        before = map.merge(key, token, (a, b) -> a) == token ? null : key;
        tally.did(Op.MERGE);
      }
      default -> {
        before = map.compute(key, (k, v) -> v == null ? token : v) == token ? null : key;
        tally.did(Op.COMPUTE);
      }
    }
    require(before == null, key + " was there before it was put");
    require(map.get(key) == token, "the own write of " + key + " is not visible");
    tally.checked(Check.RESULT_OF_A_CALL, 2);
  }

  /** High water: the mappings stay, their values are replaced. */
  private void overwrite() {
    int at = start + random.nextInt(high - start);
    Token before = (Token) map.put(key(at), new Token(id(at)));
    tally.did(Op.PUT);
    require(before != null, key(at) + " is not there");
    before.leaves(id(at));
    tally.checked(Check.RESULT_OF_A_CALL);
    site.retention.left(before);
  }

  private void fall() {
    int from = low;
    int left = high - from;
    if (left > 0 && random.nextInt(2_000) == 0) {
      int to = from + 1 + random.nextInt(left);
      low = to; // before they go: from now on nobody may count on them
      fallAtOnce(from, to);
    } else if (left > 0) {
      low = from + 1;
      remove(from);
    } else {
      map.trim();
      tally.did(Op.TRIM);
      Pause.millis(20, tally);
    }
  }

  private void fallAtOnce(int from, int to) {
    int before = id(from);
    int after = id(to);
    if (random.nextBoolean()) {
      map.keySet().removeIf(key -> idOf(key) >= before && idOf(key) < after);
    } else {
      for (Iterator<Object> keys = map.keySet().iterator(); keys.hasNext(); ) {
        int id = idOf(keys.next());
        if (id >= before && id < after) {
          keys.remove();
        }
      }
    }
    tally.did(Op.VIEW_REMOVAL);
  }

  private void remove(int at) {
    Object key = key(at);
    Token present = (Token) map.get(key);
    require(present != null, key + " was lost");
    present.belongsTo(id(at));
    boolean removed;
    switch (random.nextInt(6)) {
      case 0 -> {
        removed = map.remove(key) == present;
        tally.did(Op.REMOVE);
      }
      case 1 -> {
        removed = map.remove(key, present);
        tally.did(Op.REMOVE);
      }
      case 2 -> {
        removed = map.compute(key, (k, v) -> v == present ? null : v) == null;
        tally.did(Op.COMPUTE);
      }
      case 3 -> {
        removed = map.computeIfPresent(key, (k, v) -> v == present ? null : v) == null;
        tally.did(Op.COMPUTE_IF_PRESENT);
      }
      case 4 -> {
        removed = map.merge(key, key, (v, given) -> v == present ? null : v) == null;
        tally.did(Op.MERGE);
      }
      default -> {
        removed = map.keySet().remove(key);
        tally.did(Op.VIEW_REMOVAL);
      }
    }
    require(removed && map.get(key) == null, key + " was removed, and is there");
    tally.checked(Check.RESULT_OF_A_CALL, 2);
    site.retention.left(present);
  }

  /** What was acknowledged is there; what has not begun is not. */
  private void read() {
    int newest = high;
    int oldest = low;
    if (newest > oldest) {
      int at = oldest + ThreadLocalRandom.current().nextInt(newest - oldest);
      Token seen = (Token) map.get(key(at));
      tally.did(Op.GET);
      require(seen != null || at < low, key(at) + " was acknowledged, and is not there");
      if (seen != null) {
        seen.belongsTo(id(at));
      }
      tally.checked(Check.RESULT_OF_A_CALL);
    }
    int never = start + height + CHUNK + ThreadLocalRandom.current().nextInt(CHUNK);
    require(map.get(key(never)) == null, key(never) + " was never put, and is there");
    tally.did(Op.GET);
  }

  @Override
  Sighting sighting(boolean oneMoment) {
    int settled = high;
    return new Sighting(oneMoment) {
      @Override
      boolean keysComeOnce() {
        return true;
      }

      @Override
      void end() {
        int from = low;
        int missing = seen.nextClearBit(from);
        require(missing >= settled, key(missing) + " stayed and was not shown");
      }
    };
  }

  @Override
  void compare(int local, Object value) {
    require(local >= low && local < high, key(local) + " is there, and should be gone");
    ((Token) value).belongsTo(id(local));
  }

  @Override
  void compareWhole(int met) {
    require(met == high - low, met + " mappings are there, not " + (high - low));
    for (int at = low; at < high; at++) {
      require(map.get(key(at)) != null, key(at) + " was lost");
    }
    require(start == 0 || map.get(key(start - 1)) == null, "a key is there that was never put");
    tally.checked(Check.MAPPING_WHEN_QUIET, met);
  }
}

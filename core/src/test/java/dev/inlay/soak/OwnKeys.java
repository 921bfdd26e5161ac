package dev.inlay.soak;

import dev.inlay.contract.concurrent.Token;
import dev.inlay.contract.tools.Keys;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Keys that one thread alone writes, by every operation: it knows what each call must return, also
 * when functions throw, recurse and update other keys, and what the map must have in the end.
 */
final class OwnKeys extends Part {
  private final boolean virtual;
  private final Token[] model;

  /** The key instances that the map should have; some only. */
  private final List<WeakReference<Object>> keys;

  private SplittableRandom random;

  OwnKeys(Site site, Keys.Kind kind, int range, boolean virtual) {
    super(site, kind);
    this.virtual = virtual;
    this.model = new Token[range];
    this.keys = new ArrayList<>();
  }

  @Override
  void open() {
    java.util.Arrays.fill(model, null);
    keys.clear();
    for (int i = 0; i < model.length; i++) {
      keys.add(null);
    }
  }

  @Override
  void staff(Shift shift, Water water, SplittableRandom random) {
    this.random = random;
    if (virtual) {
      shift.loopVirtual("own keys, virtual", this::step);
    } else {
      shift.loop("own keys", this::step);
    }
  }

  private void step() {
    int at = random.nextInt(model.length);
    Object key = key(at);
    Token now = model[at];
    Token next = new Token(id(at));
    switch (random.nextInt(24)) {
      case 0, 1 -> returned(Op.GET, at, now, map.get(key));
      case 2 -> returned(Op.GET, at, now != null, map.containsKey(key));
      case 3 -> returned(Op.GET, at, now != null ? now : next, map.getOrDefault(key, next));
      case 4, 5 -> {
        returned(Op.PUT, at, now, map.put(key, next));
        becomes(at, key, next);
      }
      case 6, 7 -> {
        returned(Op.PUT_IF_ABSENT, at, now, map.putIfAbsent(key, next));
        becomes(at, key, now != null ? now : next);
      }
      case 8, 9 -> {
        returned(Op.REMOVE, at, now, map.remove(key));
        becomes(at, key, null);
      }
      case 10 -> {
        returned(Op.REMOVE, at, false, map.remove(key, next));
        returned(Op.REMOVE, at, now != null, map.remove(key, now));
        becomes(at, key, null);
      }
      case 11 -> {
        returned(Op.REPLACE, at, now, map.replace(key, next));
        becomes(at, key, now != null ? next : null);
      }
      case 12 -> {
        returned(Op.REPLACE, at, false, map.replace(key, next, next));
        returned(Op.REPLACE, at, now != null, now != null && map.replace(key, now, next));
        becomes(at, key, now != null ? next : null);
      }
      case 13, 14 -> compute(at, key, random.nextInt(3) == 0 ? null : next);
      case 15 -> {
        Object result = map.computeIfAbsent(key, k -> next);
        returned(Op.COMPUTE_IF_ABSENT, at, now != null ? now : next, result);
        becomes(at, key, now != null ? now : next);
      }
      case 16 -> {
        Token then = random.nextBoolean() ? next : null;
        Token result = now != null ? then : null;
        Object actual = map.computeIfPresent(key, (k, v) -> function(at, now, v, then));
        returned(Op.COMPUTE_IF_PRESENT, at, result, actual);
        becomes(at, key, result);
      }
      case 17 -> {
        Token then = random.nextInt(3) == 0 ? null : now;
        Object actual = map.merge(key, next, (old, given) -> function(at, now, old, then));
        returned(Op.MERGE, at, now != null ? then : next, actual);
        becomes(at, key, now != null ? then : next);
      }
      case 18 -> {
        boolean actual =
            random.nextBoolean() && now != null
                ? map.entrySet().remove(Map.entry(key, now))
                : map.keySet().remove(key);
        returned(Op.VIEW_REMOVAL, at, now != null, actual);
        becomes(at, key, null);
      }
      case 19 -> readSeveral();
      case 20 -> new Provocation(this, random, at, key).functionThrows(now);
      case 21 -> new Provocation(this, random, at, key).functionUpdates(now, next);
      case 22 -> new Provocation(this, random, at, key).keyThrows();
      default -> {
        Thread.currentThread().interrupt();
        returned(Op.PUT, at, now, map.put(key, next));
        becomes(at, key, next);
        require(Thread.interrupted(), "put took the interrupt status away");
        tally.survived(Fault.INTERRUPT);
      }
    }
  }

  private void compute(int at, Object key, Token then) {
    Token now = model[at];
    int[] calls = {0};
    Object actual =
        map.compute(
            key,
            (k, v) -> {
              calls[0]++;
              return function(at, now, v, then);
            });
    returned(Op.COMPUTE, at, then, actual);
    require(calls[0] == 1, "compute ran its function " + calls[0] + " times");
    becomes(at, key, then);
  }

  private void readSeveral() {
    List<Object> several = new ArrayList<>();
    int first = random.nextInt(model.length);
    int count = 0;
    for (int i = first; i < Math.min(first + 20, model.length); i++) {
      several.add(key(i));
      count += model[i] != null ? 1 : 0;
    }
    Map<Object, Object> found = map.getAll(several);
    tally.did(Op.GET_ALL);
    require(found.size() == count, "getAll found " + found.size() + " of " + count);
    found.forEach((key, value) -> compare(idOf(key) - id(0), value));
  }

  /** A function's body: checks what it is given. */
  Token function(int at, Token expected, Object given, Token result) {
    require(given == expected, "a function for " + key(at) + " was given " + given);
    return result;
  }

  /** Notes a call, and checks what it returned. */
  void returned(Op op, int at, Object expected, Object actual) {
    tally.did(op);
    tally.checked(Check.RESULT_OF_A_CALL);
    if (actual != expected && !(actual instanceof Boolean && actual.equals(expected))) {
      throw failure(String.format("%s of %s returned %s, not %s", op, key(at), actual, expected));
    }
  }

  Token model(int at) {
    return model[at];
  }

  int range() {
    return model.length;
  }

  /** The map now has {@code next}, or nothing, under {@code key}. */
  void becomes(int at, Object key, Token next) {
    Token before = model[at];
    if (before == next) {
      return;
    }
    model[at] = next;
    if (before != null) {
      site.retention.left(before);
    } else {
      keys.set(at, site.retention.samples() ? new WeakReference<>(key) : null);
    }
    if (next == null && keys.get(at) != null) {
      site.retention.left(keys.get(at));
      keys.set(at, null);
    }
  }

  @Override
  void compare(int local, Object value) {
    require(
        local < model.length && value == model[local],
        key(local)
            + " is there with "
            + value
            + ", not "
            + (local < model.length ? model[local] : null));
  }

  @Override
  void compareWhole(int met) {
    int expected = 0;
    for (int at = 0; at < model.length; at++) {
      expected += model[at] != null ? 1 : 0;
      returned(Op.GET, at, model[at], map.get(key(at)));
    }
    require(met == expected, met + " mappings are there, not " + expected);
    tally.checked(Check.MAPPING_WHEN_QUIET, model.length);
  }
}

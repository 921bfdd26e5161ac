package dev.inlay.soak;

import dev.inlay.contract.tools.Keys;
import java.util.SplittableRandom;

/**
 * A thread whose stack ends inside operations, at ever other places: what was acknowledged is
 * there, what was not is there whole or not at all, and nobody else is held up.
 */
final class Divers extends Part {
  private static final int LEVELS = 128;
  private static final long KIBIBYTE = 1024;

  /**
   * Until all classes are loaded: an overflow in an initialiser makes a class unusable for ever.
   */
  private static final int SHALLOW_PHASES = 2;

  private final Object[] model = new Object[LEVELS];
  private final Object[] next = new Object[LEVELS];
  private final boolean[] acknowledged = new boolean[LEVELS];
  private int level;
  private int overflows;
  private SplittableRandom random;
  private int phases;

  Divers(Site site, Keys.Kind kind) {
    super(site, kind);
  }

  @Override
  void open() {
    java.util.Arrays.fill(model, null);
  }

  @Override
  void staff(Shift shift, Water water, SplittableRandom random) {
    this.random = random;
    phases++;
    shift.loop("dive master", this::dive);
  }

  private void dive() throws Throwable {
    boolean shallow = phases <= SHALLOW_PHASES;
    for (int at = 0; at < LEVELS; at++) {
      next[at] = random.nextInt(3) == 0 ? null : Integer.valueOf(random.nextInt());
      acknowledged[at] = false;
    }
    level = 0;
    overflows = 0;
    Throwable[] failure = {null};
    long stack = (192 + 16 * random.nextInt(8)) * KIBIBYTE;
    Thread diver = new Thread(null, shallow ? this::actAll : this::down, "diver", stack);
    diver.setDaemon(true);
    diver.setUncaughtExceptionHandler((thread, thrown) -> note(thrown, failure));
    diver.start();
    Pause.join(diver, tally);
    if (failure[0] != null) {
      throw new AssertionError(this + ": " + failure[0], failure[0]);
    }
    for (int i = 0; i < overflows; i++) {
      tally.survived(Fault.STACK_OVERFLOW);
    }
    for (int at = 0; at < LEVELS; at++) {
      settle(at);
    }
    Pause.millis(20, tally);
  }

  /** A map, too, may tell this handler that the stack ended, when it could not start a listener. */
  private static void note(Throwable thrown, Throwable[] failure) {
    if (!(thrown instanceof StackOverflowError)) {
      failure[0] = thrown;
    }
  }

  private void actAll() {
    for (int at = 0; at < LEVELS; at++) {
      act(at);
      acknowledged[at] = true;
    }
    level = LEVELS;
  }

  private void down() {
    try {
      down();
    } catch (StackOverflowError e) {
      // This deep there is no room for anything: the next level up tries.
    }
    if (level < LEVELS) {
      int now = level++;
      try {
        act(now);
        acknowledged[now] = true;
      } catch (StackOverflowError e) {
        overflows++;
      }
    }
  }

  private void act(int at) {
    Object key = key(at);
    Object value = next[at];
    if (value == null) {
      if ((at & 1) == 0) {
        map.remove(key);
      } else {
        map.computeIfPresent(key, (k, v) -> null);
      }
      return;
    }
    switch (at % 4) {
      case 0 -> map.put(key, value);
      case 1 -> map.compute(key, (k, v) -> value);
      case 2 -> map.merge(key, value, (old, given) -> given);
      default -> {
        if (map.putIfAbsent(key, value) != null) {
          map.replace(key, value);
        }
      }
    }
  }

  private void settle(int at) {
    Object present = map.get(key(at));
    tally.did(Op.GET);
    require(
        present == next[at] || (!acknowledged[at] && present == model[at]),
        String.format(
            "%s is %s after it was set from %s to %s, %s",
            key(at), present, model[at], next[at], acknowledged[at] ? "acknowledged" : "in part"));
    tally.checked(Check.RESULT_OF_A_CALL);
    model[at] = present;
  }

  @Override
  void compare(int local, Object value) {
    require(value == model[local], key(local) + " is " + value + ", not " + model[local]);
  }

  @Override
  void compareWhole(int met) {
    int expected = 0;
    for (Object value : model) {
      expected += value != null ? 1 : 0;
    }
    require(met == expected, met + " mappings are there, not " + expected);
    tally.checked(Check.MAPPING_WHEN_QUIET, LEVELS);
  }
}

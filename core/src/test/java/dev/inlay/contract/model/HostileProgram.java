package dev.inlay.contract.model;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapUnderTest;
import dev.inlay.contract.tools.Keys;
import dev.inlay.hostile.FuzzBytes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Operations and the user code in them, decided by bytes: what keys and functions do in the middle
 * of an operation is to throw, to read the map, or to change other mappings of it. After each step
 * the map's structure is checked and all of it compared with a {@link HashMap}.
 */
final class HostileProgram {
  private static final int MOST_STEPS = 60;
  private static final int GUESTS = 1_000;

  /** Operations that happen whole or not at all, so that an exception leaves nothing behind. */
  private static final Set<Operation> ATTACKED =
      EnumSet.of(
          Operation.PUT,
          Operation.PUT_IF_ABSENT,
          Operation.GET,
          Operation.GET_OR_DEFAULT,
          Operation.CONTAINS_KEY,
          Operation.REMOVE,
          Operation.REMOVE_PAIR,
          Operation.REPLACE,
          Operation.REPLACE_PAIR,
          Operation.COMPUTE,
          Operation.COMPUTE_IF_ABSENT,
          Operation.COMPUTE_IF_PRESENT,
          Operation.MERGE,
          Operation.KEYS_REMOVE,
          Operation.KEYS_CONTAIN,
          Operation.ENTRIES_CONTAIN,
          Operation.ENTRIES_REMOVE,
          Operation.GET_ALL,
          Operation.DEFAULT_KEYS_ADD,
          Operation.TRANSACTION);

  /** What an attack does. */
  private enum Act {
    THROW,
    THROW_ERROR,
    READ,
    PUT,
    REMOVE,
    TRIM,
    SNAPSHOT
  }

  /** One step of a program, with the attack in it or none. */
  private record Line(Step step, Attack.Point point, int waits, Act act, int guest) {
    @Override
    public String toString() {
      return step.code() + (act == null ? "" : " // " + act + " in " + point + " " + waits);
    }
  }

  private final MapUnderTest subject;
  private final FuzzBytes bytes;
  private final boolean keysWrite;
  private final int pattern;
  private final boolean comparable;
  private final int prefilled;
  private final int keys;
  private final World world;
  private final Map<Object, Object> model = new HashMap<>();
  private final List<Line> played = new ArrayList<>();

  /**
   * Makes a program for a map that {@code maker} makes.
   *
   * @param keysWrite whether the keys' own methods may change the map
   */
  HostileProgram(
      MapUnderTest subject,
      Supplier<InlayMap<Object, Object>> maker,
      FuzzBytes bytes,
      boolean keysWrite) {
    this.subject = subject;
    this.bytes = bytes;
    this.keysWrite = keysWrite;
    this.pattern = bytes.below(4);
    this.comparable = bytes.below(2) == 1;
    this.prefilled = bytes.below(pattern < 2 ? 40 : 256);
    this.keys = 1 + bytes.below(64);
    this.world = new World(subject, maker.get());
  }

  /** Runs it, and throws an {@link AssertionError} with all its steps where map and model part. */
  void run() {
    try {
      fill();
      while (!bytes.isEmpty() && played.size() < MOST_STEPS) {
        Line line = line();
        played.add(line);
        play(line);
        world.check(model);
      }
    } catch (RuntimeException | Error e) {
      throw new AssertionError(this + "\n=> " + e, e);
    } finally {
      Attack.disarm();
      subject.forgetAll();
    }
  }

  private void fill() {
    for (int id = 0; id < prefilled; id++) {
      Object key = key(id);
      Object value = Keys.INTEGERS.key(id % 5);
      world.map.put(key, value);
      model.put(key, value);
    }
  }

  private Object key(int id) {
    int hash =
        switch (pattern) {
          case 0 -> 42;
          case 1 -> id % 3;
          case 2 -> id;
          default -> id << 16;
        };
    return comparable ? new Attack.ComparableKey(id, hash) : new Attack.AttackingKey(id, hash);
  }

  private Line line() {
    Operation[] operations = Operation.values();
    Step step =
        new Step(
            operations[bytes.below(operations.length)],
            bytes.below(keys),
            bytes.below(keys),
            bytes.below(5),
            bytes.below(4));
    int attack = bytes.next();
    Attack.Point point = Attack.Point.values()[attack & 3];
    Act act = attack >> 4 < Act.values().length ? Act.values()[attack >> 4] : null;
    boolean attacked = act != null && attackable(step.operation(), point, act);
    int guest = GUESTS + (step.key() + step.other()) % 8;
    return new Line(step, point, attack >> 2 & 3, attacked ? act : null, guest);
  }

  private boolean attackable(Operation operation, Attack.Point point, Act act) {
    return ATTACKED.contains(operation)
        && (keysWrite || point == Attack.Point.FUNCTION || act != Act.PUT && act != Act.REMOVE)
        && (operation != Operation.TRANSACTION || world.transactions() != null);
  }

  // ---------------------------------------------------------------- one step

  private void play(Line line) {
    Step step = line.step;
    Step.Arguments arguments = step.arguments(new Keys.Kind("attacking", this::key));
    Object actual;
    try {
      if (line.act != null) {
        new Attack(line.point, line.waits, () -> act(line)).arm();
      }
      actual =
          outcome(
              () ->
                  step.operation()
                      .onMap(world, arguments.calling(() -> Attack.at(Attack.Point.FUNCTION))));
    } catch (Attack.Ambush | Attack.FatalAmbush thrown) {
      // The model does not do it: nothing may have happened.
      return;
    } finally {
      Attack.disarm();
    }
    Object expected = outcome(() -> step.operation().onModel(model, arguments));
    Comparison.equal(step.code(), expected, actual);
    if (step.operation() == Operation.RESERIALISE) {
      Comparison.adoptInstances(world.map, model);
    }
  }

  private static Object outcome(Supplier<Object> act) {
    try {
      return act.get();
    } catch (Step.Planned planned) {
      return Step.Planned.class;
    }
  }

  // ---------------------------------------------------------------- attacks

  private void act(Line line) {
    Object guest = key(line.guest);
    switch (line.act) {
      case THROW -> throw new Attack.Ambush();
      case THROW_ERROR -> throw new Attack.FatalAmbush();
      case READ -> read(guest);
      case PUT -> {
        Object value = Keys.INTEGERS.key(line.step.value());
        update(() -> world.map.put(guest, value), () -> model.put(guest, value));
      }
      case REMOVE -> update(() -> world.map.remove(guest), () -> model.remove(guest));
      case TRIM -> update(world.map::trim, () -> {});
      case SNAPSHOT -> update(world.map::snapshot, () -> {});
    }
  }

  /** The model has it when the map had it; a refusal leaves nothing behind. */
  private static void update(Runnable onMap, Runnable onModel) {
    try {
      onMap.run();
    } catch (IllegalStateException recursive) {
      return;
    }
    onModel.run();
  }

  private void read(Object guest) {
    world.map.size();
    world.map.forEach((key, value) -> {});
    Comparison.equal("get inside", model.get(guest), world.map.get(guest));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(subject).append(" with pattern ").append(pattern);
    text.append(comparable ? ", comparable keys, " : ", keys, ").append(prefilled);
    text.append(" mappings at the beginning:");
    played.forEach(line -> text.append("\n  ").append(line));
    return text.toString();
  }
}

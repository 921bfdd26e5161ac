package dev.inlay.jmh.workload;

import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.infra.ThreadParams;

/** A thread that plays its part of a workload, and knows what each operation must find. */
@State(Scope.Thread)
public class Player {
  private static final Operation[] OPERATIONS = Operation.values();

  private Map<Object, Object> map = Map.of();
  private Subject subject = Subjects.get(Subjects.BASELINE_ID);
  private @Nullable Lane lane;
  private @Nullable Script script;
  private @Nullable Transactor transactor;
  private Object[] core = {};
  private Object[] probes = {};
  private int[] choices = {};
  private Object[] absent = {};
  private Object[] pool = {};
  private Object[] batch = {};
  private Object[] batchValues = {};
  private Object[] changed = {};
  private Operation usualInsert = Operation.PUT_NEW;
  private Function<Object, Object> maker = key -> key;
  private BiFunction<Object, @Nullable Object, Object> counting = (key, value) -> key;
  private Object one = this;
  private int place;
  private int nextProbe;
  private int nextAbsent;
  private int nextValue;
  private int oldest;
  private int present;
  private long added;
  private long surprises;

  /**
   * Takes the thread's lane.
   *
   * @param stage the map
   * @param thread the thread
   */
  @Setup(Level.Trial)
  public void setUp(Stage stage, ThreadParams thread) {
    Lane own = stage.lane(thread.getThreadIndex());
    lane = own;
    script = own.script();
    core = stage.core();
    probes = own.probes();
    choices = own.choices();
    absent = own.absent();
    pool = stage.pool();
    subject = stage.chosen();
    batch = new Object[stage.spec().getAllKeys()];
    batchValues = new Object[batch.length];
    changed = new Object[stage.spec().transactionKeys()];
    usualInsert = stage.spec().usualInsert();
    maker = stage.values().maker();
    counting = stage.values().counting();
    one = stage.values().of(1);
    nextValue = thread.getThreadIndex() * 17 % pool.length;
    present = own.present();
    stage.register(this);
  }

  /**
   * Begins with the map of this pass.
   *
   * @param stage the map
   */
  @Setup(Level.Iteration)
  public void begin(Stage stage) {
    map = stage.map();
    transactor = stage.transactor();
    if (stage.isGrowing()) {
      oldest = 0;
      present = 0;
      added = 0;
    }
  }

  final int operations() {
    return Objects.requireNonNull(lane).operations();
  }

  final int present() {
    return present;
  }

  /** Returns by how much this thread has raised the sum of all values. */
  final long added() {
    return added;
  }

  final long surprises() {
    return surprises;
  }

  /** Shows each of the thread's own keys, and whether it is there. */
  final void forEachOwn(BiConsumer<Object, Boolean> action) {
    Object[] own = Objects.requireNonNull(lane).keys();
    for (int i = 0; i < own.length; i++) {
      int distance = i - oldest < 0 ? i - oldest + own.length : i - oldest;
      action.accept(own[i], distance < present);
    }
  }

  /** Does the next operation, and those rare ones that are due. */
  final @Nullable Object play(Blackhole blackhole) {
    Script orders = Objects.requireNonNull(script);
    if (place == Script.LENGTH) {
      place = 0;
      for (Operation rare : orders.dueAfterRound()) {
        blackhole.consume(play(rare, blackhole));
      }
    }
    return play(OPERATIONS[orders.at(place++)], blackhole);
  }

  private @Nullable Object play(Operation operation, Blackhole blackhole) {
    return switch (operation) {
      case GET_MISS -> missed(map.get(nextAbsent()));
      case CONTAINS_MISS -> missed(map.containsKey(nextAbsent()) ? this : null);
      case REPLACE_MISS -> missed(map.replace(nextAbsent(), nextValue()));
      case REMOVE_MISS -> missed(map.remove(nextAbsent()));
      case COMPUTE_IF_PRESENT_ABSENT -> missed(map.computeIfPresent(nextAbsent(), Values.COUNT));
      case PUT_NEW, PUT_IF_ABSENT_ABSENT, COMPUTE_IF_ABSENT_ABSENT, COMPUTE_ABSENT, MERGE_ABSENT ->
          insertOrRemove(operation);
      case REMOVE_HIT -> removeOrInsert();
      case ITERATE -> {
        map.forEach(
            (key, value) -> {
              blackhole.consume(key);
              blackhole.consume(value);
            });
        yield null;
      }
      case SIZE -> map.size();
      case IS_EMPTY -> map.isEmpty();
      case SNAPSHOT -> subject.snapshot(map);
      case GET_ALL -> getAll();
      case TRANSACTION -> transaction();
      default -> {
        Object key = nextPresent();
        yield key == null ? insertOrRemove(usualInsert) : onPresent(operation, key);
      }
    };
  }

  private @Nullable Object onPresent(Operation operation, Object key) {
    return switch (operation) {
      case GET_HIT -> found(map.get(key));
      case CONTAINS_HIT -> found(map.containsKey(key) ? this : null);
      case PUT_EXISTING -> {
        Object value = nextValue();
        yield replaced(map.put(key, value), value);
      }
      case PUT_IF_ABSENT_PRESENT -> found(map.putIfAbsent(key, one));
      case REPLACE_HIT -> {
        Object value = nextValue();
        yield replaced(map.replace(key, value), value);
      }
      case COMPUTE_IF_ABSENT_PRESENT -> found(map.computeIfAbsent(key, maker));
      case COMPUTE_IF_PRESENT_PRESENT -> counted(map.computeIfPresent(key, Values.COUNT));
      case COMPUTE_PRESENT -> counted(map.compute(key, counting));
      case MERGE_PRESENT -> counted(map.merge(key, one, Values.SUM));
      default -> throw new IllegalStateException(operation + " is not about a present key");
    };
  }

  private @Nullable Object getAll() {
    for (int i = 0; i < batch.length; i++) {
      Object key = nextPresent();
      if (key == null) {
        return insertOrRemove(usualInsert);
      }
      batch[i] = key;
    }
    subject.getAll(map, batch, batchValues);
    for (Object value : batchValues) {
      found(value);
    }
    return batchValues;
  }

  /** Keys that are drawn twice are changed once. */
  private @Nullable Object transaction() {
    Transactor way = transactor;
    if (way == null) {
      throw new IllegalStateException(subject.label() + " has no transactions");
    }
    int count = 0;
    for (int i = 0; i < changed.length; i++) {
      Object key = nextPresent();
      if (key == null) {
        return insertOrRemove(usualInsert);
      }
      boolean drawn = false;
      for (int j = 0; j < count; j++) {
        drawn |= changed[j].equals(key);
      }
      if (!drawn) {
        changed[count++] = key;
      }
    }
    way.count(map, List.of(count == changed.length ? changed : Arrays.copyOf(changed, count)));
    added += count;
    return null;
  }

  private @Nullable Object insertOrRemove(Operation operation) {
    Lane assigned = Objects.requireNonNull(lane);
    Object[] own = assigned.keys();
    if (present >= assigned.most()) {
      return present == 0 ? null : remove();
    }
    int at = oldest + present;
    return insert(operation, own[at >= own.length ? at - own.length : at]);
  }

  private @Nullable Object insert(Operation operation, Object key) {
    present++;
    Object value = nextValue();
    switch (operation) {
      case PUT_IF_ABSENT_ABSENT -> missed(map.putIfAbsent(key, value));
      case COMPUTE_IF_ABSENT_ABSENT ->
          value = Objects.requireNonNull(map.computeIfAbsent(key, maker));
      case COMPUTE_ABSENT -> value = Objects.requireNonNull(map.compute(key, counting));
      case MERGE_ABSENT -> value = Objects.requireNonNull(map.merge(key, value, Values.SUM));
      default -> missed(map.put(key, value));
    }
    added += Values.number(value);
    return value;
  }

  private @Nullable Object removeOrInsert() {
    return present == 0 ? insertOrRemove(usualInsert) : remove();
  }

  private @Nullable Object remove() {
    Lane own = Objects.requireNonNull(lane);
    Object removed = map.remove(own.lookUps()[oldest]);
    oldest = oldest + 1 == own.keys().length ? 0 : oldest + 1;
    present--;
    if (found(removed) != null) {
      added -= Values.number(removed);
    }
    return removed;
  }

  /** Returns a key that is there: of the core, or of the thread's own while the map grows. */
  private @Nullable Object nextPresent() {
    if (probes.length > 0) {
      int at = nextProbe;
      nextProbe = at + 1 == probes.length ? 0 : at + 1;
      return probes[at];
    }
    if (choices.length == 0) {
      return null;
    }
    int at = nextProbe;
    nextProbe = at + 1 == choices.length ? 0 : at + 1;
    int choice = choices[at];
    if (choice < core.length) {
      return core[choice];
    }
    if (present == 0) {
      return core.length == 0 ? null : core[choice % core.length];
    }
    Object[] own = Objects.requireNonNull(lane).lookUps();
    int index = oldest + (choice - core.length) % present;
    return own[index >= own.length ? index - own.length : index];
  }

  private Object nextAbsent() {
    int at = nextAbsent;
    nextAbsent = at + 1 == absent.length ? 0 : at + 1;
    return absent[at];
  }

  private Object nextValue() {
    int at = nextValue;
    nextValue = at + 1 == pool.length ? 0 : at + 1;
    return pool[at];
  }

  private @Nullable Object found(@Nullable Object value) {
    if (value == null) {
      surprises++;
    }
    return value;
  }

  private @Nullable Object missed(@Nullable Object value) {
    if (value != null) {
      surprises++;
    }
    return value;
  }

  private @Nullable Object counted(@Nullable Object value) {
    added++;
    return found(value);
  }

  private @Nullable Object replaced(@Nullable Object before, Object value) {
    if (found(before) != null) {
      added += Values.number(value) - Values.number(before);
    }
    return before;
  }
}

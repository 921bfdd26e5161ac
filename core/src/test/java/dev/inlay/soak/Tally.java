package dev.inlay.soak;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts by kind what a run did, survived and checked. */
final class Tally {
  private final LongAdder[] operations = adders(Op.values().length);
  private final LongAdder[] faults = adders(Fault.values().length);
  private final LongAdder[] checks = adders(Check.values().length);

  private static LongAdder[] adders(int count) {
    LongAdder[] adders = new LongAdder[count];
    Arrays.setAll(adders, i -> new LongAdder());
    return adders;
  }

  void did(Op op) {
    operations[op.ordinal()].increment();
  }

  void survived(Fault fault) {
    faults[fault.ordinal()].increment();
  }

  void checked(Check check) {
    checks[check.ordinal()].increment();
  }

  void checked(Check check, long times) {
    checks[check.ordinal()].add(times);
  }

  /** How many operations were done. */
  long operations() {
    return Arrays.stream(operations).mapToLong(LongAdder::sum).sum();
  }

  Map<Op, Long> operationsByKind() {
    return byKind(Op.class, operations);
  }

  Map<Fault, Long> faultsByKind() {
    return byKind(Fault.class, faults);
  }

  Map<Check, Long> checksByKind() {
    return byKind(Check.class, checks);
  }

  private static <E extends Enum<E>> Map<E, Long> byKind(Class<E> kinds, LongAdder[] counts) {
    Map<E, Long> byKind = new EnumMap<>(kinds);
    for (E kind : kinds.getEnumConstants()) {
      byKind.put(kind, counts[kind.ordinal()].sum());
    }
    return byKind;
  }
}

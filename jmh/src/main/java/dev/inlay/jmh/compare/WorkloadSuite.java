package dev.inlay.jmh.compare;

import dev.inlay.jmh.bench.HeapPerEntry;
import dev.inlay.jmh.compare.Quantity.Better;
import dev.inlay.jmh.compare.Workload.Column;
import dev.inlay.jmh.compare.Workload.Shape;
import dev.inlay.jmh.compare.Workload.Shots;
import dev.inlay.jmh.compare.Workload.Turns;
import dev.inlay.jmh.keys.KeyKind;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import dev.inlay.jmh.workload.Operation;
import dev.inlay.jmh.workload.Transactor;
import dev.inlay.jmh.workload.WorkloadReplay;
import dev.inlay.jmh.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;

/** The replay of a workload file on every map that can, and the heap that each map takes. */
final class WorkloadSuite {
  private static final int SMOKE_ENTRIES = 1_000;

  /** A pass is repeated: a single one is too short to rely on. */
  private static final int PASSES = 5;

  private static final int WARM_UP_PASSES = 2;
  private static final double OPERATIONS_PER_SECOND = 4e6;

  /** Entry, key, value and probe, as {@link HeapSize} reckons. */
  private static final long BYTES_PER_ENTRY = 700;

  private static final long BYTES_PER_CHARACTER = 4;

  /** Walks over more entries take minutes, and show the same. */
  private static final int MOST_WALKED = 4_000_000;

  private static final Column HEAP =
      new Column(
          "", 0, Quantity.figure("heap.perEntry.average", "heap per entry", "B", Better.LOWER));

  private final Settings settings;
  private final WorkloadSpec spec;

  WorkloadSuite(Settings settings, WorkloadSpec spec) {
    this.settings = settings;
    this.spec = settings.smoke() ? spec.atMost(SMOKE_ENTRIES) : spec;
  }

  /** Returns the heap first: it runs in one round only, and must not fall victim to the time. */
  List<Contest> contests() {
    List<Subject> subjects = subjects();
    return List.of(
        new Contest(heap(), subjects, 1), new Contest(replay(), subjects, Integer.MAX_VALUE));
  }

  private List<Subject> subjects() {
    List<Subject> subjects = new ArrayList<>();
    subjects.add(Subjects.get(Subjects.BASELINE_ID));
    for (String id : settings.maps()) {
      Subject subject = Subjects.get(id);
      if (!id.equals(Subjects.BASELINE_ID) && reasonToLeaveOut(subject).isEmpty()) {
        subjects.add(subject);
      }
    }
    return subjects;
  }

  /** Tells which maps do not take part, and why. */
  Map<String, String> leftOut() {
    Map<String, String> leftOut = new LinkedHashMap<>();
    for (String id : settings.maps()) {
      Subject subject = Subjects.get(id);
      reasonToLeaveOut(subject)
          .ifPresent(
              reason ->
                  leftOut.put(
                      subject.label(),
                      id.equals(Subjects.BASELINE_ID)
                          ? reason + "; it is the yardstick only"
                          : reason));
    }
    return leftOut;
  }

  private Optional<String> reasonToLeaveOut(Subject subject) {
    if (subject.id().equals(Subjects.LIMIT_ID)) {
      return Optional.of("is no map, and can replay nothing");
    }
    if (!subject.takes(spec.keys())) {
      return Optional.of(Entrants.withoutOrder(spec.keys()));
    }
    if (!subject.concurrent() && spec.threadCount() > 1) {
      return Optional.of("for one thread only, and the workload has " + spec.threadCount());
    }
    if (spec.mostEntries() > subject.mostEntries()
        && (spec.growth() > 0 || spec.has(Operation::writes))) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "copied at each write, and so only tried with at most %,d entries",
              subject.mostEntries()));
    }
    boolean transactions = spec.share(Operation.TRANSACTION) > 0;
    if (transactions && Transactor.of(subject.growing()).isEmpty()) {
      return Optional.of("has no way to change several keys all or nothing");
    }
    return Optional.empty();
  }

  private Workload replay() {
    boolean growing = spec.growth() > 0;
    Map<String, String> params = new LinkedHashMap<>();
    params.put("workload", spec.toLine());
    params.put("profile", Parsers.name(settings.profile()));
    double seconds = WorkloadReplay.operations(spec) / OPERATIONS_PER_SECOND;
    Shape shape =
        growing
            ? new Shots(
                settings.smoke() ? 0 : WARM_UP_PASSES,
                settings.smoke() ? 1 : PASSES,
                seconds + spec.mostEntries() * 1e-6 + 0.1)
            : Turns.NONE;
    return new Workload(
        title(),
        WorkloadReplay.class.getName() + (growing ? ".growing" : ".steady"),
        growing ? Mode.SingleShotTime : Mode.Throughput,
        growing ? TimeUnit.MILLISECONDS : TimeUnit.MICROSECONDS,
        params,
        spec.threadCount(),
        spec.mostEntries(),
        jvmArgs(),
        shape,
        List.of(new Column("", 0, growing ? Quantity.time("ms") : Quantity.THROUGHPUT)));
  }

  private String title() {
    int threads = spec.threadCount();
    String size =
        spec.growth() > 0
            ? String.format(
                Locale.ROOT,
                "from %,d to %,d entries, %,d operations",
                spec.entries(),
                spec.mostEntries(),
                WorkloadReplay.operations(spec))
            : String.format(Locale.ROOT, "%,d entries", spec.entries());
    return "workload '%s': %s, %s keys, %s"
        .formatted(spec.name(), size, spec.keys().id(), FixedSuite.threads(threads));
  }

  private List<String> jvmArgs() {
    long length = spec.keys() == KeyKind.STRING ? spec.keyLength() : 0;
    long each = BYTES_PER_ENTRY + BYTES_PER_CHARACTER * length + 2L * spec.valueBytes();
    long entries = spec.mostEntries() * each / BYTES_PER_ENTRY;
    int reckoned = (int) Math.min(Integer.MAX_VALUE, entries);
    return settings.gc().jvmArgs(HeapSize.megabytes(settings.heapMegabytes(), reckoned));
  }

  private Workload heap() {
    int to = (int) Math.max(2, Math.min(MOST_WALKED, spec.mostEntries() * Math.sqrt(2)));
    return new Workload(
        String.format(
            Locale.ROOT,
            "heap per entry over key and value, %s keys, mean of sizes from %,d to %,d",
            spec.keys().id(),
            to / 2,
            to),
        HeapPerEntry.class.getName() + ".measure",
        Mode.SingleShotTime,
        TimeUnit.SECONDS,
        Map.of(
            "keys", spec.keys().id(), "from", Integer.toString(to / 2), "to", Integer.toString(to)),
        1,
        to,
        settings.gc().jvmArgs(HeapSize.megabytes(settings.heapMegabytes(), to)),
        new Shots(0, 1, 1 + to * 1e-5),
        List.of(HEAP));
  }
}

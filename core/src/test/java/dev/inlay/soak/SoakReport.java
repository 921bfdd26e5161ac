package dev.inlay.soak;

import dev.inlay.soak.SoakResult.Phase;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells in Markdown what a soak did and found. */
final class SoakReport {
  private static final int DEEPEST = 40;

  private final SoakResult result;
  private final String command;
  private final StringBuilder text = new StringBuilder();

  private SoakReport(SoakResult result, String command) {
    this.result = result;
    this.command = command;
  }

  /** The report; {@code command} is what started the run. */
  static String of(SoakResult result, String command) {
    SoakReport report = new SoakReport(result, command);
    report.write();
    return report.text.toString();
  }

  /** One line of progress. */
  static String line(Phase phase) {
    return format(
        "%7.1f s  %-12s turn %-3d %-5s  %,11d operations  %,9d mappings  %,7d KiB of heap",
        phase.toSecond(),
        phase.map(),
        phase.round(),
        lower(phase.water()),
        phase.operations(),
        phase.mappings(),
        phase.usedBytes() >> 10);
  }

  private void write() {
    add("# Soak: %s%n", result.passed() ? "passed" : "FAILED");
    add("`%s`, seed %d%n", command, result.settings().seed());
    add("%s%n", environment());
    failure();
    add(
        "%,d operations in %.0f s, %,d quiet points, %,d faults survived, %,d checks, %,d collections of garbage.%n",
        SoakResult.sum(result.operations()),
        result.seconds(),
        result.phases().size(),
        SoakResult.sum(result.faults()),
        SoakResult.sum(result.checks()),
        result.collections());
    add("Heap: %s.%n", result.flatness());
    throughput();
    counts("operations", result.operations());
    counts("faults survived", result.faults());
    counts("checks passed", result.checks());
    heap();
  }

  private static String environment() {
    return format(
        "%s %s, %d processors, %,d MiB of heap, %s, virtual threads: %s, commit %s.",
        System.getProperty("java.vm.name"),
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20,
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName)
            .collect(Collectors.joining(", ")),
        VirtualThreads.available() ? "yes" : "none in this JDK",
        System.getProperty("inlay.soak.commit", "unknown"));
  }

  private void failure() {
    if (result.failure() == null) {
      return;
    }
    add("## Failure%n");
    add("%s:%n%n```", result.failure().where());
    for (Throwable t = result.failure().cause(); t != null; t = t.getCause()) {
      add("%s", t);
      Arrays.stream(t.getStackTrace()).limit(DEEPEST).forEach(frame -> add("    at %s", frame));
    }
    add("```%n");
  }

  /** First and last quarter of each map's phases, so that a slowdown is seen. */
  private void throughput() {
    add(
        "| map, tide | phases | operations a second | first quarter | last quarter | most mappings |");
    add("|---|--:|--:|--:|--:|--:|");
    for (Water water : Water.values()) {
      result.settings().maps().forEach(map -> throughput(map.toString(), water));
    }
    add("");
  }

  private void throughput(String map, Water water) {
    List<Phase> phases =
        result.phases().stream()
            .filter(phase -> phase.map().equals(map) && phase.water() == water)
            .toList();
    int quarter = (phases.size() + 3) / 4;
    if (!phases.isEmpty()) {
      add(
          "| %s, %s | %d | %,.0f | %,.0f | %,.0f | %,d |",
          map,
          lower(water),
          phases.size(),
          rate(phases),
          rate(phases.subList(0, quarter)),
          rate(phases.subList(phases.size() - quarter, phases.size())),
          phases.stream().mapToInt(Phase::mappings).max().orElseThrow());
    }
  }

  private static double rate(List<Phase> phases) {
    return phases.stream().mapToDouble(Phase::operationsPerSecond).average().orElse(0);
  }

  private void counts(String title, Map<? extends Enum<?>, Long> counts) {
    add("| %s | |", title);
    add("|---|--:|");
    counts.forEach((kind, count) -> add("| %s | %,d |", lower(kind), count));
    add("");
  }

  private void heap() {
    add("Heap in use after a collection, KiB, in the order of time:%n");
    add("| map, tide | |");
    add("|---|---|");
    for (Water water : Water.values()) {
      result
          .settings()
          .maps()
          .forEach(map -> add("| %s, %s | %s |", map, lower(water), heap(map.toString(), water)));
    }
  }

  private String heap(String map, Water water) {
    return result.phases().stream()
        .filter(phase -> phase.map().equals(map) && phase.water() == water)
        .map(phase -> format("%,d", phase.usedBytes() >> 10))
        .collect(Collectors.joining(" "));
  }

  private static String lower(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  private void add(String format, Object... arguments) {
    text.append(format(format, arguments)).append('\n');
  }
}

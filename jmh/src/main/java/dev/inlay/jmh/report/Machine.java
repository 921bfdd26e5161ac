package dev.inlay.jmh.report;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A run's machine in few words. */
final class Machine {
  private static final Map<String, String> COLLECTORS =
      Map.of(
          "UseG1GC", "G1",
          "UseParallelGC", "Parallel",
          "UseSerialGC", "Serial",
          "UseZGC", "ZGC",
          "UseShenandoahGC", "Shenandoah");
  private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+(Use\\w+GC)");
  private static final Pattern JDK_VERSION = Pattern.compile("\\b(\\d+(?:\\.\\d+)*)(?:[+-]\\S*)?");

  private Machine() {}

  /** Returns "AMD EPYC, 2 cores, JDK 17.0.15, G1". */
  static String of(Run run) {
    String cores = run.fact("cores");
    return "%s, %s core%s, JDK %s, %s"
        .formatted(
            run.fact(Run.CPU), cores, cores.equals("1") ? "" : "s", jdk(run), gc(run.fact("GC")));
  }

  private static String gc(String fact) {
    String first = fact.replaceAll(",.*", "");
    return COLLECTORS.values().stream().filter(first::equalsIgnoreCase).findFirst().orElse(first);
  }

  /** Returns the version's numbers, of "OpenJDK 64-Bit Server VM 17.0.15+6, Debian" 17.0.15. */
  static String jdk(Run run) {
    Matcher version = JDK_VERSION.matcher(run.fact(Run.JDK).replace("64-Bit", ""));
    return version.find() ? version.group(1) : run.fact(Run.JDK);
  }

  /** Returns the collector that a bout's JVMs ran with. */
  static String collector(Bout bout) {
    for (String arg : bout.jvmArgs()) {
      Matcher flag = COLLECTOR.matcher(arg);
      if (flag.matches()) {
        return COLLECTORS.getOrDefault(flag.group(1), flag.group(1));
      }
    }
    return "default";
  }
}

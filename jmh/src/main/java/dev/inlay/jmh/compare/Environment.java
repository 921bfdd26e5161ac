package dev.inlay.jmh.compare;

import com.sun.management.OperatingSystemMXBean;
import dev.inlay.jmh.compare.Preset.Suite;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a figure depends on besides the code: machine, JDK, flags, commit. */
final class Environment {

  /** Set by the script. */
  static final String COMMIT_PROPERTY = "inlay.compare.commit";

  /** Set by the script: the command as it was typed. */
  static final String COMMAND_PROPERTY = "inlay.compare.command";

  static final String LOAD = "load at the start";

  private static final double BUSY_LOAD = 0.5;
  private static final double BYTES_PER_GB = 1L << 30;

  private Environment() {}

  /** Returns everything by name, in the order of reports. */
  static Map<String, String> describe(Settings settings, List<Contest> contests) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("command", System.getProperty(COMMAND_PROPERTY, "compare"));
    facts.put("CPU", cpu());
    facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put(
        "memory",
        String.format(Locale.ROOT, "%.1f GB", system.getTotalMemorySize() / BYTES_PER_GB));
    facts.put(
        "system", property("os.name") + " " + property("os.version") + " " + property("os.arch"));
    facts.put(
        "JDK",
        property("java.vm.name")
            + " "
            + property("java.runtime.version")
            + ", "
            + property("java.vendor"));
    String gc = Parsers.name(settings.gc()).toUpperCase(Locale.ROOT);
    facts.put(
        "GC", settings.suite() == Suite.TARGETS ? gc + ", another where a title says so" : gc);
    facts.put("flags", flags(contests));
    settings.workload().ifPresent(file -> facts.put("workload", file.spec().toLine()));
    facts.put("commit", System.getProperty(COMMIT_PROPERTY, "unknown"));
    double load = system.getSystemLoadAverage();
    if (load >= 0) {
      facts.put(LOAD, String.format(Locale.ROOT, "%.2f", load));
    }
    return facts;
  }

  /** Returns the first thing to know, in a line. */
  static String summary(Map<String, String> facts) {
    return String.join(
        ", ", facts.get("CPU"), facts.get("cores") + " cores", facts.get("JDK"), facts.get("GC"));
  }

  /** Tells whether other work on this machine will disturb the measurement. */
  static boolean isBusy(Map<String, String> facts) {
    return Double.parseDouble(facts.getOrDefault(LOAD, "0")) > BUSY_LOAD;
  }

  private static String flags(List<Contest> contests) {
    return String.join(
        "; ",
        contests.stream()
            .map(contest -> String.join(" ", contest.workload().jvmArgs()))
            .distinct()
            .toList());
  }

  private static String cpu() {
    Path cpuinfo = Path.of("/proc/cpuinfo");
    if (Files.isReadable(cpuinfo)) {
      try (Stream<String> lines = Files.lines(cpuinfo)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).trim())
            .findFirst()
            .orElseGet(() -> property("os.arch"));
      } catch (IOException e) {
        return property("os.arch");
      }
    }
    return outputOf("sysctl", "-n", "machdep.cpu.brand_string");
  }

  /** Returns the first line that a command prints, or the architecture when it does not run. */
  private static String outputOf(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output =
          new String(process.getInputStream().readAllBytes(), Charset.defaultCharset()).trim();
      boolean finished = process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
      return finished && !output.isEmpty() ? output : property("os.arch");
    } catch (IOException e) {
      return property("os.arch");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return property("os.arch");
    }
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }
}

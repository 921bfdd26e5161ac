package dev.inlay.jmh.compare;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why a JVM gave no result. */
final class ForkTrouble {

  /** As {@code ContentCheck} and the replay of workloads say it. */
  private static final Pattern BROKEN = Pattern.compile("the (?:map|kernel) is broken: .*");

  private static final Pattern THROWN =
      Pattern.compile("(?m)^\\s*((?:[a-z]\\w*\\.)+[A-Z][\\w$]*(?:Exception|Error)\\b.*)$");
  private static final Pattern EXIT_CODE = Pattern.compile("VM failed with exit code (-?\\d+)");
  private static final String OUT_OF_MEMORY = "OutOfMemoryError";
  private static final int KILLED = 137;
  private static final int CRASHED = 134;

  private ForkTrouble() {}

  /**
   * Returns the trouble.
   *
   * @param said all that the JVM said
   * @param tail the last lines of it
   * @param limitMillis after how long it was ended, or 0 if it was not
   */
  static Trouble of(Workload workload, String said, String tail, long limitMillis) {
    Matcher broken = BROKEN.matcher(said);
    if (broken.find()) {
      return new Trouble(broken.group().strip(), true, "");
    }
    if (limitMillis > 0) {
      return new Trouble("it hung, and was ended after " + Progress.format(limitMillis), true, "");
    }
    if (said.contains(OUT_OF_MEMORY)) {
      String heap =
          workload.jvmArgs().stream().filter(arg -> arg.startsWith("-Xmx")).findFirst().orElse("");
      String why = String.format(Locale.ROOT, "out of memory with %s; give more by --heap", heap);
      return new Trouble(why, false, "");
    }
    Matcher exit = EXIT_CODE.matcher(said);
    if (exit.find()) {
      return ended(Integer.parseInt(exit.group(1)), tail);
    }
    Matcher thrown = THROWN.matcher(said);
    return new Trouble(
        thrown.find() ? "it threw " + thrown.group(1).strip() : "its JVM gave no result",
        true,
        tail);
  }

  private static Trouble ended(int code, String tail) {
    if (code == KILLED) {
      return new Trouble(
          "its JVM was killed, perhaps by the system for want of memory", false, tail);
    }
    return new Trouble(
        code == CRASHED ? "its JVM crashed" : "its JVM ended with exit code " + code, true, tail);
  }
}

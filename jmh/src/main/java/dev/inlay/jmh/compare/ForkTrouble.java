package dev.inlay.jmh.compare;

import dev.inlay.jmh.subject.Subject;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why a JVM gave no result: the reason first, then the last that it said. */
final class ForkTrouble {
  private static final Pattern EXIT_CODE = Pattern.compile("VM failed with exit code (-?\\d+)");
  private static final String OUT_OF_MEMORY = "OutOfMemoryError";
  private static final int KILLED = 137;
  private static final int CRASHED = 134;

  private ForkTrouble() {}

  /**
   * Returns the reason, and unless that says it all, the last lines of the JVM.
   *
   * @param tail the last lines of the JVM
   * @param limitMillis after how long it was ended, or 0 if it was not
   */
  static String explain(Workload workload, Subject subject, String tail, long limitMillis) {
    String why = reason(workload, tail, limitMillis);
    String what = "%s failed in '%s': %s".formatted(subject.label(), workload.title(), why);
    boolean known = limitMillis > 0 || tail.contains(OUT_OF_MEMORY);
    return known ? what : what + System.lineSeparator() + tail;
  }

  /**
   * Returns the reason in words.
   *
   * @param tail the last lines of the JVM
   * @param limitMillis after how long it was ended, or 0 if it was not
   */
  static String reason(Workload workload, String tail, long limitMillis) {
    if (limitMillis > 0) {
      return "it hung, and was ended after " + Progress.format(limitMillis);
    }
    if (tail.contains(OUT_OF_MEMORY)) {
      String heap =
          workload.jvmArgs().stream().filter(arg -> arg.startsWith("-Xmx")).findFirst().orElse("");
      return String.format(Locale.ROOT, "out of memory with %s; give more by --heap", heap);
    }
    Matcher exit = EXIT_CODE.matcher(tail);
    if (exit.find()) {
      int code = Integer.parseInt(exit.group(1));
      if (code == KILLED) {
        return "its JVM was killed, perhaps by the system for want of memory";
      }
      return code == CRASHED ? "its JVM crashed" : "its JVM ended with exit code " + code;
    }
    return "the last that its JVM said was";
  }
}

package dev.inlay.jmh.diff;

import dev.inlay.jmh.results.JmhFile;
import dev.inlay.jmh.results.ResultFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** In what two runs differed besides the code. */
final class Environments {
  private static final List<String> MACHINE = List.of("CPU", "cores", "memory");

  /** What differs between any two runs, and what the heading says. */
  private static final Set<String> EXPECTED =
      Set.of("command", "commit", "load at the start", JmhFile.RUN);

  private static final String DIRTY = "local changes";

  private Environments() {}

  /** Names what differs or is not known, a line each. */
  static List<String> warnings(ResultFile before, ResultFile after) {
    List<String> lines = new ArrayList<>();
    for (ResultFile file : List.of(before, after)) {
      if (file.environment().isEmpty()) {
        lines.add(
            "no "
                + ResultFile.ENVIRONMENT
                + " beside "
                + file.path()
                + ": machine, JDK and flags of that run are not known");
      }
      if (commit(file).contains(DIRTY)) {
        lines.add(file.path() + " is of a commit " + commit(file));
      }
    }
    if (before.environment().isEmpty() || after.environment().isEmpty()) {
      return lines;
    }
    Set<String> names = new LinkedHashSet<>(before.environment().keySet());
    names.addAll(after.environment().keySet());
    names.removeAll(EXPECTED);
    for (String name : names) {
      String old = fact(before.environment(), name);
      String recent = fact(after.environment(), name);
      if (!old.equals(recent)) {
        lines.add(name + " differs: " + old + " | " + recent);
      }
    }
    return lines;
  }

  /** Tells whether both runs are known to be of one machine. */
  static boolean sameMachine(ResultFile before, ResultFile after) {
    return MACHINE.stream()
        .allMatch(
            name ->
                before.environment().containsKey(name)
                    && Objects.equals(
                        before.environment().get(name), after.environment().get(name)));
  }

  /** Returns the commit of a run. */
  static String commit(ResultFile file) {
    return fact(file.environment(), "commit");
  }

  private static String fact(Map<String, String> environment, String name) {
    return environment.getOrDefault(name, "unknown");
  }
}

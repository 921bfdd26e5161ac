package dev.inlay.jcstress;

import dev.inlay.jcstress.Proof.Shown;
import dev.inlay.jcstress.Triads.Test;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.StateCase;

/**
 * Writes {@code docs/proof/jcstress.md} from the results of one or more runs, and checks them.
 *
 * <p>Run: {@code java -cp jcstress-tests/target/jcstress.jar dev.inlay.jcstress.ProofPage <page>
 * <results.bin.gz>...}. Ends with status 1 when a forbidden outcome was seen, a test did not end, a
 * triad has a gap, or a run longer than the sanity mode has not shown what a twin can show on that
 * run's processor ({@link Shown}).
 */
public final class ProofPage {

  private final List<Test> tests;
  private final List<ProofRun> runs;

  ProofPage(List<Test> tests, List<ProofRun> runs) {
    this.tests = tests;
    this.runs = runs;
  }

  /**
   * Writes the page.
   *
   * @param arguments where to, and the files of raw results
   */
  public static void main(String[] arguments) throws IOException, ClassNotFoundException {
    if (arguments.length < 2) {
      System.err.println("usage: ProofPage <page.md> <jcstress-results.bin.gz>...");
      System.exit(2);
    }
    List<ProofRun> runs = new ArrayList<>();
    for (String results : List.of(arguments).subList(1, arguments.length)) {
      ProofRun run = ProofRun.read(Path.of(results));
      int last = runs.size() - 1;
      if (last >= 0 && runs.get(last).isOfTheSameJdk(run)) {
        runs.set(last, runs.get(last).and(run));
      } else {
        runs.add(run);
      }
    }
    ProofPage page = new ProofPage(Triads.tests(), runs);
    Files.writeString(
        Path.of(arguments[0]),
        page.markdown(
            System.getProperty("inlay.machine", "not told"),
            System.getProperty("inlay.command", "not told")));
    List<String> problems = page.problems();
    problems.forEach(problem -> System.out.println("PROBLEM: " + problem));
    System.out.println(
        arguments[0] + ": " + page.tests.size() + " tests, " + problems.size() + " problems");
    System.exit(problems.isEmpty() ? 0 : 1);
  }

  // ---------------------------------------------------------------- checks

  /** Returns all that must not be. */
  List<String> problems() {
    List<String> problems = new ArrayList<>(Triads.gaps(tests));
    for (Test test : tests) {
      for (ProofRun run : runs) {
        problemsOf(test, run, problems);
      }
    }
    return problems;
  }

  private void problemsOf(Test test, ProofRun run, List<String> problems) {
    String where = test.title() + " on JDK " + run.jdk() + ": ";
    List<ProofRun.Fork> forks = run.forksOf(test);
    if (forks.isEmpty() && !lacksProcessors(test, run)) {
      problems.add(where + "did not run");
    }
    if (!forks.stream().allMatch(ProofRun.Fork::ended)) {
      problems.add(where + "did not end as it should");
    }
    for (String state : states(test, run)) {
      if (test.caseOf(state).expect() == Expect.FORBIDDEN && run.count(test, state) > 0) {
        problems.add(where + "forbidden outcome " + state);
      }
    }
    Shown shown = test.shown();
    boolean required = shown != null && shown.mustShowOn(run.processor());
    if (required && !run.isSanity() && !forks.isEmpty() && shownIn(test, run) == 0) {
      problems.add(where + "this run does not show what this twin is to show");
    }
  }

  /** jcstress leaves out tests of more actors than there are processors. */
  private boolean lacksProcessors(Test test, ProofRun run) {
    return tests.stream()
        .filter(other -> other.info().threads() >= test.info().threads())
        .allMatch(other -> run.forksOf(other).isEmpty());
  }

  private static Set<String> states(Test test, ProofRun run) {
    Set<String> states = new TreeSet<>();
    run.forksOf(test).forEach(fork -> states.addAll(fork.counts().keySet()));
    return states;
  }

  private static boolean shows(Test test, ProofRun.Fork fork) {
    return fork.counts().entrySet().stream()
        .anyMatch(
            seen ->
                seen.getValue() > 0
                    && test.caseOf(seen.getKey()).expect() == Expect.ACCEPTABLE_INTERESTING);
  }

  private static long shownIn(Test test, ProofRun run) {
    return states(test, run).stream()
        .filter(state -> test.caseOf(state).expect() == Expect.ACCEPTABLE_INTERESTING)
        .mapToLong(state -> run.count(test, state))
        .sum();
  }

  // ---------------------------------------------------------------- the page

  String markdown(String machine, String command) {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # jcstress: the maps, models of their protocols, and weakened twins of the models

        Generated from the results of the runs below; not to be edited. `jcstress-tests/prove` runs all tests in jcstress's
        default mode, on as many JDKs as it is given, and writes this page.

        For each protocol of each map there are a test of the *map*, a *model* of the protocol (a few fields, with the map's
        steps and access modes), and *weakened twins* of the model, in which one access mode is lowered or one check removed.
        What a model forbids must never be seen; what its twin lets through must be seen wherever hardware or compiler can show
        it. A twin that shows it tells that the test would notice. The sources:
        [`jcstress-tests`](../../jcstress-tests/src/main/java/dev/inlay/jcstress).

        """);
    page.append("Machine: ")
        .append(machine)
        .append("\n\n```\n")
        .append(command)
        .append("\n```\n\n");
    runs(page);
    long withoutProcessors = tests.stream().filter(this::neverRan).count();
    if (withoutProcessors > 0) {
      page.append(withoutProcessors)
          .append(
              " tests have more actors than this machine has processors, and did not run here.\n");
    }
    twins(page);
    Test last = null;
    for (Test test : tests) {
      if (last == null || last.map() != test.map()) {
        page.append("\n## ").append(test.map().title).append('\n');
      }
      if (last == null || last.map() != test.map() || last.protocol() != test.protocol()) {
        page.append("\n### ").append(test.protocol().title).append('\n');
      }
      test(page, test);
      last = test;
    }
    return page.toString();
  }

  private boolean neverRan(Test test) {
    return runs.stream().allMatch(run -> run.forksOf(test).isEmpty());
  }

  private void runs(StringBuilder page) {
    page.append(
        "| JDK | system | iterations of | at most | forks | samples |\n|---|---|---|---|---|---|\n");
    for (ProofRun run : runs) {
      long samples =
          run.forks().stream()
              .flatMap(fork -> fork.counts().values().stream())
              .mapToLong(Long::longValue)
              .sum();
      row(
          page,
          run.jdk(),
          run.system(),
          run.isSanity() ? "sanity mode: once" : "up to " + run.millis() + " ms",
          run.iterations(),
          number(run.forks().size()),
          number(samples));
    }
    page.append('\n');
  }

  private void twins(StringBuilder page) {
    page.append("\n## Which twin failed where\n\n");
    page.append(
        """
        Samples of the outcome that the model forbids, and in how many configurations (interpreter, C1, C2 for each actor, with
        and without C2's stress options) they were seen.

        """);
    page.append("| map | twin | what is weaker | can be seen |");
    runs.forEach(run -> page.append(" JDK ").append(run.jdk()).append(" |"));
    page.append("\n|---|---|---|---|").append("---|".repeat(runs.size())).append('\n');
    for (Test test : tests) {
      Proof.Twin twin = test.twin();
      if (twin != null) {
        List<Object> cells = new ArrayList<>();
        cells.add(test.map().title);
        cells.add("`" + test.title() + "`");
        cells.add(twin.weakened());
        cells.add(twin.shown().where);
        runs.forEach(run -> cells.add(shown(test, run)));
        row(page, cells.toArray());
      }
    }
  }

  private static String shown(Test test, ProofRun run) {
    List<ProofRun.Fork> forks = run.forksOf(test);
    List<ProofRun.Fork> showing = forks.stream().filter(fork -> shows(test, fork)).toList();
    if (showing.isEmpty()) {
      return run.isSanity() ? "not asked" : "not seen";
    }
    String only = "";
    if (holdsOnlyOf(showing, forks, ProofRun.Fork::stressesC2)) {
      only = ", with C2's stress options only";
    } else if (holdsOnlyOf(showing, forks, ProofRun.Fork::usesC2)) {
      only = ", with C2 only";
    }
    return number(shownIn(test, run))
        + " in "
        + showing.size()
        + " of "
        + forks.size()
        + " configurations"
        + only;
  }

  /** Tells whether something holds of all that show an outcome, but not of all. */
  private static boolean holdsOnlyOf(
      List<ProofRun.Fork> showing, List<ProofRun.Fork> all, Predicate<ProofRun.Fork> something) {
    return showing.stream().allMatch(something) && !all.stream().allMatch(something);
  }

  private void test(StringBuilder page, Test test) {
    page.append("\n**`").append(test.title()).append("`** (").append(test.role().title).append(")");
    Proof.Twin twin = test.twin();
    if (twin != null) {
      page.append(": ").append(twin.weakened()).append(".\n");
    } else {
      page.append(". ").append(test.info().description()).append('\n');
    }
    if (neverRan(test)) {
      page.append("\nDid not run: it needs ")
          .append(test.info().threads())
          .append(" processors.\n");
      return;
    }
    page.append("\n| result | means | is |");
    runs.forEach(run -> page.append(" JDK ").append(run.jdk()).append(" |"));
    page.append("\n|---|---|---|").append("---:|".repeat(runs.size())).append('\n');
    Set<String> states = new TreeSet<>();
    test.info().cases().forEach(known -> states.add(known.matchPattern()));
    runs.forEach(run -> states.addAll(states(test, run)));
    for (String state : states) {
      StateCase known = test.caseOf(state);
      Stream<Object> counts = runs.stream().map(run -> number(run.count(test, state)));
      row(
          page,
          Stream.concat(Stream.of(state, known.description(), word(known.expect())), counts)
              .toArray());
    }
    if (states.stream().allMatch(test::names)) {
      StateCase other = test.info().unmatched();
      Stream<Object> counts = runs.stream().map(run -> "0");
      row(
          page,
          Stream.concat(
                  Stream.of("anything else", other.description(), word(other.expect())), counts)
              .toArray());
    }
  }

  private static String word(Expect expect) {
    return switch (expect) {
      case ACCEPTABLE -> "allowed";
      case ACCEPTABLE_INTERESTING -> "**forbidden in the model**";
      case FORBIDDEN, UNKNOWN -> "forbidden";
    };
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static void row(StringBuilder page, Object... cells) {
    page.append('|');
    for (Object cell : cells) {
      page.append(' ').append(cell).append(" |");
    }
    page.append('\n');
  }
}

package dev.inlay.jmh.report;

import dev.inlay.jmh.compare.Numbers;
import dev.inlay.jmh.evidence.Evidence;
import dev.inlay.jmh.report.Verdicts.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a run says, in a sentence: of our maps the one that does best, its losses included. */
final class Headline {

  /**
   * How often a map was ahead.
   *
   * @param map its name
   * @param findings all its ratios, the best first
   * @param failed in how many workloads it failed
   */
  record Score(String map, List<Finding> findings, long failed) {
    long ahead() {
      return findings.stream().filter(Finding::ahead).count();
    }

    long behind() {
      return findings.stream().filter(Finding::behind).count();
    }

    long open() {
      return findings.size() - ahead() - behind();
    }

    /** Returns the greatest ratio of those that every round agrees on. */
    Finding best() {
      return findings.stream().filter(Finding::ahead).findFirst().orElseThrow();
    }

    /** Returns the least ratio of those that every round agrees on. */
    Finding worst() {
      List<Finding> behind = findings.stream().filter(Finding::behind).toList();
      return behind.get(behind.size() - 1);
    }

    private double balance() {
      return (double) (ahead() - behind()) / findings.size();
    }
  }

  private final Run run;
  private final Verdicts verdicts;

  Headline(Run run) {
    this.run = run;
    verdicts = new Verdicts(run);
  }

  List<Score> scores() {
    return verdicts.ownLabels().stream()
        .map(label -> new Score(label, verdicts.best(label, finding -> true), failed(label)))
        .filter(score -> !score.findings().isEmpty())
        .toList();
  }

  private long failed(String label) {
    return run.bouts().stream().filter(bout -> bout.failed().containsKey(label)).count();
  }

  String sentence() {
    Optional<Score> best = ranked().stream().findFirst();
    if (best.isEmpty()) {
      return "On %s: %d workloads, and no ratio of a map of this project to ConcurrentHashMap."
          .formatted(Machine.of(run), run.bouts().size());
    }
    return "On " + Machine.of(run) + ", " + sentence(best.get());
  }

  /** Returns a sentence for each of our other maps, the same kind of truth for each. */
  List<String> others() {
    return ranked().stream().skip(1).map(this::sentence).toList();
  }

  /** Maps that failed anywhere come last. */
  private List<Score> ranked() {
    return scores().stream()
        .sorted(
            Comparator.comparing((Score score) -> score.failed() == 0)
                .thenComparingDouble(Score::balance)
                .thenComparingLong(Score::ahead)
                .reversed())
        .toList();
  }

  private String sentence(Score score) {
    int all = score.findings().size();
    String rounds = run.rounds() == 1 ? "the only round" : "every round";
    StringBuilder text = new StringBuilder();
    text.append(
        "%s was ahead of ConcurrentHashMap in %s, by at least %.0f %%, in %s of %s"
            .formatted(
                score.map(), rounds, 100 * Evidence.LEAST, count(score.ahead()), comparisons(all)));
    if (score.ahead() > 0) {
      text.append(" (most: ").append(where(score.best())).append(")");
    }
    text.append(", behind in ").append(count(score.behind()));
    if (score.behind() > 0) {
      text.append(" (worst: ").append(where(score.worst())).append(")");
    }
    if (score.open() > 0) {
      text.append(", and not told apart in ").append(score.open());
    }
    if (score.failed() > 0) {
      text.append("; it failed in ").append(score.failed());
      text.append(score.failed() == 1 ? " workload" : " workloads");
    }
    return text.append('.').toString();
  }

  /** Returns for each of our maps how much of that may be chance. */
  List<String> chances() {
    return scores().stream()
        .flatMap(
            score ->
                new Chance(score.findings())
                    .sentences().stream().map(text -> score.map() + ": " + text))
        .toList();
  }

  /** Returns why the figures are to be taken with care, or an empty text. */
  String caution() {
    if (run.fact(Run.COMMAND).contains("--smoke")) {
      return "A smoke run: it shows that everything works; the figures mean nothing.";
    }
    return run.rounds() == 1
        ? "One round only: there is no spread, so nothing here is established."
        : "";
  }

  /** Returns "1.40x in get hit, 1,000 entries". */
  String where(Finding finding) {
    Titles titles = Titles.of(run.bouts().stream().map(Bout::title).toList());
    String heading = finding.column().heading();
    String place =
        run.bouts().size() == 1 && !heading.isEmpty()
            ? heading
            : titles.brief(finding.bout().title(), heading);
    return Numbers.ratio(finding.ratio().median()) + " in " + place;
  }

  private static String count(long number) {
    return number == 0 ? "none" : Long.toString(number);
  }

  private static String comparisons(int number) {
    return number == 1 ? "1 comparison" : number + " comparisons";
  }
}

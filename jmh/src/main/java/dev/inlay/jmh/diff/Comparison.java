package dev.inlay.jmh.diff;

import dev.inlay.jmh.compare.Spread;
import dev.inlay.jmh.evidence.Discoveries;
import dev.inlay.jmh.results.ResultFile;
import dev.inlay.jmh.results.Series;
import dev.inlay.jmh.subject.Subjects;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rows of two result files side by side.
 *
 * @param rules what counts as a change
 * @param rows the rows that both have, in the order of the new file
 * @param onlyOld rows that only the old file has
 * @param onlyNew rows that only the new file has
 * @param tested how many rows the correction is for
 */
record Comparison(
    Rules rules, List<Row> rows, List<Series> onlyOld, List<Series> onlyNew, int tested) {

  /** Compares the rows of the maps that are wanted. */
  static Comparison of(
      ResultFile before, ResultFile after, Rules rules, Predicate<String> wantedMap) {
    List<Row> rows = new ArrayList<>();
    List<Series> onlyNew = new ArrayList<>();
    for (Series series : after.series()) {
      if (isRow(series, rules, wantedMap) && has(after, series, rules)) {
        Optional<Series> old =
            before
                .find(series.task(), series.metric(), series.subject())
                .filter(other -> has(before, other, rules));
        if (old.isPresent()) {
          rows.add(row(before, old.get(), after, series, rules));
        } else {
          onlyNew.add(series);
        }
      }
    }
    List<Series> onlyOld =
        before.series().stream()
            .filter(series -> isRow(series, rules, wantedMap) && has(before, series, rules))
            .filter(
                series ->
                    after
                        .find(series.task(), series.metric(), series.subject())
                        .filter(other -> has(after, other, rules))
                        .isEmpty())
            .toList();
    return judge(rules, rows, onlyOld, onlyNew);
  }

  /** Tells whether the new file lacks rows that the old one has: nobody knows how they are. */
  boolean anyLost() {
    return !onlyOld.isEmpty();
  }

  /** Tells whether some row got worse. */
  boolean anyWorse() {
    return rows.stream().anyMatch(row -> row.verdict() == Verdict.WORSE);
  }

  /** Tells whether there is a row of which anything could be said. */
  boolean anyTold() {
    return rows.stream().anyMatch(row -> row.verdict() != Verdict.CANNOT_TELL);
  }

  /** The baseline's ratio to itself is 1; what has no direction is neither better nor worse. */
  private static boolean isRow(Series series, Rules rules, Predicate<String> wantedMap) {
    boolean baseline = series.subject().equals(Subjects.BASELINE_ID);
    return wantedMap.test(series.subject())
        && series.metric().directed()
        && (rules.absolute() || series.metric().bytes() || !baseline);
  }

  /** Tells whether a file has a figure of a row, and where ratios count, beside a baseline's. */
  private static boolean has(ResultFile file, Series series, Rules rules) {
    return series.metric().counted()
        ? series.figures().length > 0
        : values(file, series, rules).length > 0;
  }

  private static Row row(
      ResultFile before, Series old, ResultFile after, Series recent, Rules rules) {
    if (recent.metric().counted()) {
      return counted(old, recent, rules);
    }
    double[] first = values(before, old, rules);
    double[] second = values(after, recent, rules);
    boolean ratios = !rules.absolute() && !recent.metric().bytes();
    boolean higher = ratios || recent.metric().timesBetter(2, 1) > 1;
    RankTest test = RankTest.of(logs(first, higher), logs(second, higher));
    Spread change =
        new Spread(Math.exp(test.shift()), Math.exp(test.low()), Math.exp(test.high()), 2);
    boolean hopeless = RankTest.least(first.length, second.length) > rules.falseShare();
    return new Row(
        recent.task(),
        recent.subject(),
        recent.metric(),
        Spread.of(recent.metric().bytes() ? old.figures() : first),
        Spread.of(recent.metric().bytes() ? recent.figures() : second),
        change,
        test.confidence(),
        hopeless ? 1 : test.probability(),
        1,
        hopeless ? Verdict.CANNOT_TELL : Verdict.NO_CHANGE);
  }

  /** What is counted needs no test: every run gives the same. */
  private static Row counted(Series old, Series recent, Rules rules) {
    Spread before = Spread.of(old.figures());
    Spread after = Spread.of(recent.figures());
    double factor = recent.metric().timesBetter(after.median(), before.median());
    boolean more = Math.abs(after.median() - before.median()) >= Rules.LEAST_COUNT;
    Verdict verdict =
        !more || !rules.matters(factor)
            ? Verdict.NO_CHANGE
            : factor > 1 ? Verdict.BETTER : Verdict.WORSE;
    Spread change = Spread.of(more ? factor : 1);
    return new Row(
        recent.task(), recent.subject(), recent.metric(), before, after, change, 0, 1, 1, verdict);
  }

  private static double[] values(ResultFile file, Series series, Rules rules) {
    if (series.metric().bytes()) {
      return Arrays.stream(series.figures()).map(bytes -> bytes + Rules.LEAST_COUNT).toArray();
    }
    if (rules.absolute()) {
      return Arrays.stream(series.figures()).filter(figure -> figure > 0).toArray();
    }
    return file.find(series.task(), series.metric(), Subjects.BASELINE_ID)
        .map(series::timesBetterThan)
        .map(ratios -> Arrays.stream(ratios).filter(ratio -> ratio > 0).toArray())
        .orElse(new double[0]);
  }

  /** More is better in the result. */
  private static double[] logs(double[] values, boolean higher) {
    return Arrays.stream(values).map(Math::log).map(log -> higher ? log : -log).toArray();
  }

  private static Comparison judge(
      Rules rules, List<Row> rows, List<Series> onlyOld, List<Series> onlyNew) {
    List<Integer> tested = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (!rows.get(i).metric().counted() && rows.get(i).verdict() != Verdict.CANNOT_TELL) {
        tested.add(i);
      }
    }
    double[] probabilities =
        tested.stream().mapToDouble(index -> rows.get(index).probability()).toArray();
    double[] adjusted = Discoveries.adjust(probabilities);
    List<Row> judged = new ArrayList<>(rows);
    for (int i = 0; i < adjusted.length; i++) {
      Row row = rows.get(tested.get(i));
      double least = RankTest.least(row.before().count(), row.after().count());
      boolean possible = Discoveries.adjusted(probabilities, i, least) <= rules.falseShare();
      judged.set(tested.get(i), row.with(adjusted[i], verdict(row, adjusted[i], possible, rules)));
    }
    return new Comparison(
        rules, List.copyOf(judged), onlyOld, List.copyOf(onlyNew), probabilities.length);
  }

  private static Verdict verdict(Row row, double adjusted, boolean possible, Rules rules) {
    if (!possible) {
      return Verdict.CANNOT_TELL;
    }
    if (adjusted > rules.falseShare() || !rules.matters(row.change().median())) {
      return Verdict.NO_CHANGE;
    }
    return row.change().median() > 1 ? Verdict.BETTER : Verdict.WORSE;
  }
}

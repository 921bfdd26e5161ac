package dev.inlay.jmh.figures;

import dev.inlay.jmh.compare.Numbers;
import dev.inlay.jmh.compare.Spread;
import dev.inlay.jmh.compare.Targets;
import dev.inlay.jmh.compare.Targets.Target;
import dev.inlay.jmh.results.ResultFile;
import dev.inlay.jmh.results.Series;
import dev.inlay.jmh.subject.Subjects;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A single figure in a sentence: {@code RUN ROW MAP WHAT}, such as {@code targets hit-1k sharded
 * ratio}, or {@code RUN WHAT} for what concerns the run as a whole.
 */
final class Quote {
  private static final Pattern SUITE = Pattern.compile("--suite[ =](\\S+)");

  /** Of the ratios of a map to the baseline, or with {@code map/rival} to another map. */
  private static final Map<String, Function<Spread, String>> OF_RATIOS =
      Map.of(
          "ratio", spread -> Numbers.ratio(spread.median()),
          "ratio1", spread -> String.format(Locale.ROOT, "%.1fx", spread.median()),
          "times", spread -> String.format(Locale.ROOT, "%,.0f", spread.median()),
          "times1", spread -> String.format(Locale.ROOT, "%.1f", spread.median()),
          "spread", Numbers::ratio,
          "range", spread -> String.format(Locale.ROOT, "%.2f..%.2f", spread.min(), spread.max()),
          "spread()",
              spread ->
                  Numbers.ratio(spread.median())
                      + String.format(Locale.ROOT, " (%.2f..%.2f)", spread.min(), spread.max()));

  /** Of the figures of a map. */
  private static final Map<String, Function<Spread, String>> OF_FIGURES =
      Map.of(
          "value", spread -> Numbers.format(spread.median()),
          "value0", spread -> String.format(Locale.ROOT, "%,.0f", spread.median()),
          "values", Numbers::absolute);

  /** Of a target and whether it was reached. */
  private static final Map<String, Function<Target, String>> OF_TARGETS =
      Map.of(
          "asked", target -> target.least() ? Numbers.ratio(target.value()) : target.required(),
          "required", Target::required,
          "verdict", Target::verdict);

  private final Sources sources;
  private final Path folder;

  /** Quotes for a document in a folder of the working copy. */
  Quote(Sources sources, Path folder) {
    this.sources = sources;
    this.folder = folder;
  }

  /** Returns the text for a query. */
  String text(String query) throws FigureException {
    List<String> words = List.of(query.strip().split("\\s+"));
    if (words.size() < 2) {
      throw new FigureException("a query is RUN ROW MAP WHAT or RUN WHAT, not '" + query + "'");
    }
    Sources.Run run = sources.run(words.get(0));
    String what = words.get(words.size() - 1);
    if (words.size() == 2) {
      return ofRun(run, what);
    }
    String map = words.get(words.size() - 2);
    return of(run, words.subList(1, words.size() - 2), map, what);
  }

  private String ofRun(Sources.Run run, String what) throws FigureException {
    ResultFile file = run.file();
    return switch (what) {
      case "commit" -> "`" + file.environment().getOrDefault("commit", "unknown") + "`";
      case "command" -> "`" + command(file) + "`";
      case "machine" -> machine(file);
      case "report" -> "[report](" + link(run, "report.md") + ")";
      case "rounds" ->
          Integer.toString(
              file.series().stream().mapToInt(series -> series.figures().length).max().orElse(0));
      default ->
          throw new FigureException(
              "nothing is called '"
                  + what
                  + "' for a run; there are: command, commit, machine,"
                  + " report, rounds");
    };
  }

  /** Returns the way from the document to a file of a run. */
  private String link(Sources.Run run, String name) {
    return folder
        .relativize(Sources.FOLDER.resolve(run.folder()).resolve(name))
        .toString()
        .replace('\\', '/');
  }

  /** Returns machine, JDK and collector in a few words. */
  static String machine(ResultFile file) {
    Map<String, String> facts = file.environment();
    String jdk = facts.getOrDefault("JDK", "unknown");
    return "%s, %s cores, JDK %s, %s"
        .formatted(
            facts.getOrDefault("CPU", "unknown"),
            facts.getOrDefault("cores", "?"),
            jdk.replaceFirst("^\\D*?(?:64-Bit Server VM )?(\\d[\\d.]*).*$", "$1"),
            facts.getOrDefault("GC", "unknown"));
  }

  /** Returns the command of a run without the folder of its results. */
  static String command(ResultFile file) {
    return file.environment()
        .getOrDefault("command", "unknown")
        .replaceAll(" --(out|report)[ =]\\S+", "");
  }

  /** Returns what a map and perhaps a rival, as in {@code map/rival}, have in a row. */
  String of(Sources.Run run, List<String> row, String maps, String what) throws FigureException {
    Optional<String> found = find(run, row, maps, what);
    if (found.isEmpty()) {
      throw new RowQuery(sources.row(row)).nothing(run.file(), maps.split("/", 2)[0]);
    }
    return found.get();
  }

  /** The same, or empty if there is no such row. */
  Optional<String> find(Sources.Run run, List<String> row, String maps, String what)
      throws FigureException {
    String map = maps.split("/", 2)[0];
    String rival = maps.contains("/") ? maps.split("/", 2)[1] : Subjects.BASELINE_ID;
    RowQuery query = new RowQuery(sources.row(row));
    if (what.equals("ratios")) {
      return Optional.of(ratios(run.file(), query, map, rival));
    }
    Optional<Series> series = query.findOne(run.file(), map);
    if (series.isEmpty()) {
      return Optional.empty();
    }
    if (OF_RATIOS.containsKey(what)) {
      return Optional.of(OF_RATIOS.get(what).apply(ratio(run.file(), series.get(), rival)));
    }
    if (OF_FIGURES.containsKey(what)) {
      return Optional.of(OF_FIGURES.get(what).apply(Spread.of(series.get().figures())));
    }
    if (what.equals("figure") || what.equals("figure0")) {
      String value =
          OF_FIGURES.get(what.replace("figure", "value")).apply(Spread.of(series.get().figures()));
      return Optional.of(value + " " + series.get().metric().unit());
    }
    if (OF_TARGETS.containsKey(what)) {
      return Optional.of(OF_TARGETS.get(what).apply(target(run.file(), series.get())));
    }
    TreeSet<String> allowed = new TreeSet<>(List.of("ratios", "figure", "figure0"));
    allowed.addAll(OF_RATIOS.keySet());
    allowed.addAll(OF_FIGURES.keySet());
    allowed.addAll(OF_TARGETS.keySet());
    throw new FigureException(Sources.unknown("figure", what, allowed));
  }

  private static Spread ratio(ResultFile file, Series series, String rival) throws FigureException {
    Series other =
        file.find(series.task(), series.metric(), rival)
            .orElseThrow(() -> new FigureException("no " + rival + " in that row"));
    double[] ratios = series.timesBetterThan(other);
    if (ratios.length == 0) {
      throw new FigureException("no round of that row has both maps");
    }
    return Spread.of(ratios);
  }

  /** Returns the least and the greatest median of several rows. */
  private static String ratios(ResultFile file, RowQuery query, String map, String rival)
      throws FigureException {
    List<Double> medians = new ArrayList<>();
    for (Series series : query.find(file, map)) {
      medians.add(ratio(file, series, rival).median());
    }
    if (medians.isEmpty()) {
      throw query.nothing(file, map);
    }
    DoubleSummaryStatistics all =
        medians.stream().mapToDouble(Double::doubleValue).summaryStatistics();
    String least = String.format(Locale.ROOT, "%.1fx", all.getMin());
    String greatest = String.format(Locale.ROOT, "%.1fx", all.getMax());
    return least.equals(greatest) ? least : least + " to " + greatest;
  }

  private static Target target(ResultFile file, Series series) throws FigureException {
    return new Targets(file)
        .of(suite(file), series.subject()).stream()
            .filter(target -> target.map().filter(series::equals).isPresent())
            .findFirst()
            .orElseThrow(() -> new FigureException("nothing is asked of that row"));
  }

  /** Returns the suite of a run, from its command; empty if it names none. */
  static String suite(ResultFile file) {
    Matcher matcher = SUITE.matcher(command(file));
    return matcher.find() ? matcher.group(1) : "";
  }

  /** Splits words that are separated by blanks. */
  static List<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}

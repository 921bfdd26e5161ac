package dev.inlay.jmh.report;

import dev.inlay.jmh.compare.Numbers;
import dev.inlay.jmh.report.Headline.Score;
import dev.inlay.jmh.report.Verdicts.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The parts of the page, as its template and its script want them. */
final class Page {
  /** So many charts of a section are open at once. */
  private static final int SHOWN = 12;

  /** The same of a section that is one of many, each with its own topic. */
  private static final int SHOWN_OF_TOPIC = 6;

  /** So many findings of a list are open at once. */
  private static final int FINDINGS = 8;

  private static final Pattern AXIS =
      Pattern.compile("(\\d{1,3}(?:,\\d{3}){0,5}) (?:entries|threads|% reads)");

  private final List<Run> runs;
  private final Map<String, Object> data = new LinkedHashMap<>();

  Page(List<Run> runs) {
    this.runs = runs;
  }

  /** Returns what the script draws, by chart. */
  Map<String, Object> data() {
    return data;
  }

  Map<String, Object> parts() {
    List<String> topics = Topics.of(runs);
    List<Section> sections = topics.isEmpty() ? byChart() : TopicSections.of(runs, topics);
    Section ratios = topics.isEmpty() ? HeatMaps.section(runs) : HeatMaps.overview(runs, topics);
    int shown = topics.isEmpty() ? SHOWN : SHOWN_OF_TOPIC;
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("several", runs.size() > 1);
    parts.put("many", !topics.isEmpty());
    parts.put("runs", runs.stream().map(this::run).toList());
    parts.put("across", runs.size() > 1 ? List.of(Across.table(runs)) : List.of());
    parts.put("anyVerdict", runs.stream().anyMatch(run -> !run.verdict().isEmpty()));
    parts.put("anyGoals", runs.stream().anyMatch(run -> !run.goals().isEmpty()));
    parts.put("meaning", Verdicts.MEANING);
    parts.put("goalMeaning", TextReport.GOAL_MEANING);
    parts.put("ratios", List.of(section(ratios, SHOWN)));
    parts.put("sections", sections.stream().map(each -> section(each, shown)).toList());
    return parts;
  }

  /** Returns a section for each kind of chart. */
  private List<Section> byChart() {
    List<Section> sections = new ArrayList<>();
    HeatMaps.limits(runs).ifPresent(sections::add);
    sections.addAll(
        List.of(
            Lines.byThreads(runs),
            Lines.byShare(runs),
            Lines.bySize(runs),
            Latencies.section(runs),
            Memory.heap(runs),
            Memory.collector(runs)));
    return sections;
  }

  private Map<String, Object> run(Run run) {
    Headline headline = new Headline(run);
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("name", run.name());
    parts.put("machine", Machine.of(run));
    parts.put("headline", headline.sentence());
    parts.put("others", headline.others());
    parts.put("caution", headline.caution());
    parts.put("failures", run.failures());
    parts.put("chances", headline.chances());
    parts.put("verdict", String.join("\n", run.verdict()));
    parts.put("scores", headline.scores().stream().map(s -> score(headline, s)).toList());
    parts.put("facts", facts(run));
    parts.put("goals", goals(run));
    parts.put("hasGoals", !run.goals().isEmpty());
    parts.put("hasScores", !headline.scores().isEmpty());
    return parts;
  }

  private static Map<String, Object> score(Headline headline, Score score) {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("map", score.map());
    parts.put("all", score.findings().size());
    parts.put("ahead", score.ahead());
    parts.put("behind", score.behind());
    parts.put("open", score.open());
    parts.put(
        "lists",
        List.of(
            list("win", "▲ Ahead", items(headline, score, Finding::ahead, false)),
            list("loss", "▼ Behind", items(headline, score, Finding::behind, true)),
            list(
                "",
                "≈ Not told apart",
                items(headline, score, f -> !f.ahead() && !f.behind(), false))));
    return parts;
  }

  private static Map<String, Object> list(
      String kind, String heading, List<Map<String, String>> items) {
    int shown = Math.min(items.size(), FINDINGS);
    return Map.of(
        "class",
        kind,
        "heading",
        heading,
        "first",
        items.subList(0, shown),
        "rest",
        items.subList(shown, items.size()),
        "restCount",
        items.size() - shown);
  }

  private static List<Map<String, String>> items(
      Headline headline, Score score, Predicate<Finding> wanted, boolean worstFirst) {
    List<Map<String, String>> items = new ArrayList<>();
    for (Finding finding : score.findings().stream().filter(wanted).toList()) {
      String where = headline.where(finding);
      int cut = where.indexOf(' ');
      String spread = finding.ratio().count() > 1 ? Numbers.ratio(finding.ratio()) : "";
      items.add(
          worstFirst ? 0 : items.size(),
          Map.of(
              "ratio", where.substring(0, cut),
              "where", where.substring(cut + " in ".length()),
              "spread", spread.substring(spread.indexOf(' ') + 1)));
    }
    return items;
  }

  private static List<Map<String, String>> facts(Run run) {
    return run.environment().entrySet().stream()
        .map(fact -> Map.of("name", fact.getKey(), "value", fact.getValue()))
        .toList();
  }

  private static List<Map<String, String>> goals(Run run) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (RunGoal goal : run.goals()) {
      for (Entrant entrant : goal.concerned()) {
        GoalVerdict verdict = goal.verdict(entrant);
        rows.add(
            Map.of(
                "workload", goal.workload(),
                "map", entrant.label(),
                "required", goal.required(),
                "reached", goal.reachedText(entrant),
                "verdict", verdict.text(),
                "mark", mark(verdict),
                "class", verdict.name().toLowerCase(Locale.ROOT)));
      }
    }
    return rows;
  }

  private static String mark(GoalVerdict verdict) {
    return switch (verdict) {
      case REACHED -> "✓";
      case REACHED_WITHIN_SPREAD, WITHIN_SPREAD -> "≈";
      case MISSED -> "✗";
      case NOT_MEASURED -> "–";
    };
  }

  private Map<String, Object> section(Section section, int most) {
    List<Panel> panels = besideEachOther(section.panels());
    List<Map<String, Object>> charts = new ArrayList<>();
    List<Map<String, Object>> rest = new ArrayList<>();
    for (Panel panel : panels) {
      if (!panel.allZero()) {
        List<Map<String, Object>> place = panel.folded() || charts.size() == most ? rest : charts;
        place.add(chart(section, panel, charts.size() + rest.size()));
      }
    }
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("id", section.id());
    parts.put("heading", section.heading());
    parts.put("lead", section.lead());
    parts.put("missing", section.missing());
    parts.put("any", !panels.isEmpty());
    parts.put(
        "zeros",
        String.join("; ", panels.stream().filter(Panel::allZero).map(this::name).toList()));
    parts.put("charts", charts);
    parts.put("rest", rest);
    parts.put("restCount", rest.size() == 1 ? "1 more chart" : rest.size() + " more charts");
    parts.put("tables", tables(panels));
    parts.put("many", !Topics.of(runs).isEmpty());
    parts.put("notHere", section.notHere());
    parts.put(
        "sources",
        runs.stream()
            .filter(run -> panels.stream().anyMatch(panel -> panel.of(run)))
            .map(
                run ->
                    Map.of(
                        "name", run.name(),
                        "command", run.fact(Run.COMMAND),
                        "machine", Machine.of(run),
                        "commit", run.fact("commit"),
                        "facts", facts(run)))
            .toList());
    parts.put(
        "absent",
        panels.isEmpty()
            ? ""
            : String.join(
                ", ",
                runs.stream()
                    .filter(run -> panels.stream().noneMatch(panel -> panel.of(run)))
                    .map(Run::name)
                    .toList()));
    return parts;
  }

  private String name(Panel panel) {
    return runs.size() > 1 ? panel.run().name() + " " + panel.title() : panel.title();
  }

  /** Panels that show the same of several runs come one after the other. */
  private static List<Panel> besideEachOther(List<Panel> panels) {
    Map<String, List<Panel>> byKey = new LinkedHashMap<>();
    panels.forEach(panel -> byKey.computeIfAbsent(panel.key(), k -> new ArrayList<>()).add(panel));
    return byKey.values().stream().flatMap(List::stream).toList();
  }

  private Map<String, Object> chart(Section section, Panel panel, int index) {
    String id = section.id() + "-" + (index + 1);
    data.put(id, panel.data());
    boolean only =
        runs.size() > 1
            && section.panels().stream().filter(other -> other.key().equals(panel.key())).count()
                == 1;
    Map<String, Object> chart = new LinkedHashMap<>();
    chart.put("id", id);
    chart.put("title", panel.title());
    chart.put("run", panel.run().name());
    chart.put("note", panel.note());
    chart.put("only", only);
    chart.put("wide", panel.wide());
    return chart;
  }

  /** Returns a table for each kind of chart, since kinds have different columns. */
  private List<Map<String, Object>> tables(List<Panel> panels) {
    Map<Object, List<Panel>> kinds = new LinkedHashMap<>();
    for (Panel panel : panels) {
      kinds.computeIfAbsent(panel.family(), key -> new ArrayList<>()).add(panel);
    }
    List<Map<String, Object>> tables = new ArrayList<>();
    kinds.forEach(
        (kind, some) -> {
          String caption = kinds.size() > 1 && some.get(0).wide() ? some.get(0).title() : "";
          tables.add(Map.of("table", table(some), "caption", caption));
        });
    return tables;
  }

  private Map<String, Object> table(List<Panel> panels) {
    Set<String> head = new LinkedHashSet<>();
    if (runs.size() > 1) {
      head.add("run");
    }
    panels.forEach(panel -> panel.rows().forEach(row -> head.addAll(row.keySet())));
    List<String> ordered = inOrder(head);
    List<List<String>> rows = new ArrayList<>();
    for (Panel panel : panels) {
      for (Map<String, String> row : panel.rows()) {
        rows.add(
            ordered.stream()
                .map(name -> name.equals("run") ? panel.run().name() : row.getOrDefault(name, ""))
                .toList());
      }
    }
    return Tables.parts(ordered, rows, Stream.of("run", "case", "map", "workload"));
  }

  /** Words first, then figures of an axis as it ascends, and the unit at the end. */
  private static List<String> inOrder(Set<String> head) {
    List<String> axis = new ArrayList<>(head);
    axis.removeIf(name -> position(name) < 0);
    axis.sort(Comparator.comparingLong(Page::position));
    List<String> ordered = new ArrayList<>(head);
    ordered.removeAll(axis);
    ordered.remove("unit");
    ordered.addAll(axis);
    if (head.contains("unit")) {
      ordered.add("unit");
    }
    return ordered;
  }

  /** Returns where "1,000 entries" stands on its axis, and -1 for what stands on none. */
  private static long position(String name) {
    Matcher number = AXIS.matcher(name);
    return number.matches() ? Long.parseLong(number.group(1).replace(",", "")) : -1;
  }
}

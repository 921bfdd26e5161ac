package dev.inlay.jmh.report;

import dev.inlay.jmh.compare.Topic;
import java.util.ArrayList;
import java.util.List;

/** Parts of the page that have a topic each: its ratios, its limit, and the charts that fit it. */
final class TopicSections {
  /** A map of colours with more rows than this is there on demand, unless it is the main one. */
  private static final int MANY_ROWS = 12;

  private TopicSections() {}

  static List<Section> of(List<Run> runs, List<String> topics) {
    return topics.stream().map(topic -> section(runs, topic)).toList();
  }

  private static Section section(List<Run> runs, String topic) {
    List<Panel> panels = new ArrayList<>();
    List<Bout> bouts = new ArrayList<>();
    for (Run run : runs) {
      Run own = run.about(topic);
      if (!own.bouts().isEmpty()) {
        panels.addAll(panels(own, topic));
        bouts.addAll(own.bouts());
      }
    }
    return new Section(
        topic, Topics.heading(topic), lead(topic), panels, "./compare", NotHere.lines(bouts));
  }

  private static List<Panel> panels(Run run, String topic) {
    List<Panel> panels = new ArrayList<>();
    HeatMaps.ratios(run, "Times better than ConcurrentHashMap").ifPresent(panels::add);
    HeatMaps.shares(run, "Share of the machine's limit, which is what bare arrays do")
        .map(panel -> panel.rows().size() > MANY_ROWS ? panel.fold() : panel)
        .ifPresent(panels::add);
    List<Panel> charts = new ArrayList<>(lines(run, topic));
    charts.addAll(Latencies.section(List.of(run)).panels());
    List<Bout> shown = charts.stream().flatMap(panel -> panel.bouts().stream()).toList();
    charts.addAll(Memory.others(run, bout -> shown.stream().anyMatch(other -> other == bout)));
    panels.addAll(charts);
    panels.addAll(Memory.heapBySize(run));
    HeatMaps.allocation(run).forEach(panel -> panels.add(panel.fold()));
    return panels;
  }

  private static List<Panel> lines(Run run, String topic) {
    List<Run> one = List.of(run);
    List<Panel> lines = new ArrayList<>();
    if (!topic.equals(Topic.SIZES.id()) && !topic.equals(Topic.BULK.id())) {
      lines.addAll(Lines.byThreads(one).panels());
      lines.addAll(Lines.byShare(one).panels());
    }
    if (!topic.equals(Topic.THREADS.id())) {
      lines.addAll(Lines.bySize(one).panels());
    }
    return lines;
  }

  private static String lead(String topic) {
    return switch (Topic.find(topic).orElse(Topic.MIX)) {
      case MIX -> "";
      case READS ->
          "One thread reads keys of several types, equal or identical, present or absent.";
      case SIZES -> "From what fits the first cache to what fits none; the axis is logarithmic.";
      case THREADS ->
          "Mixes of reads and writes, by threads and by the share of reads; all threads together.";
      case WRITES -> "Operations on present keys, churn, the words of a text, and one hot key.";
      case INSERTS -> "New keys put into maps that know the size beforehand or grow; keys removed.";
      case BULK -> "All entries visited; many keys read together.";
      case SNAPSHOTS -> "A state kept while the map goes on; several keys changed in one step.";
      case TRANSACTIONS -> "Several keys changed, all or nothing.";
      case LATENCY -> Latencies.LEAD;
      case ALLOCATION -> "Bytes that an insert allocates, garbage included. Lower is better.";
      case HEAP ->
          "Bytes of the map itself for each entry, keys and values not counted: the average over sizes; bars reach from"
              + " the fullest to the emptiest table. Lower is better.";
      case STARTUP ->
          "The first operations of a JVM, the classes they load, and the size of the library. Lower is better.";
    };
  }
}

package dev.inlay.jmh.report;

import dev.inlay.jmh.compare.Topic;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the workloads of runs are about. */
final class Topics {

  private Topics() {}

  /** Returns a bout's topic; what says nothing of it is like a mix that a user chose. */
  static String of(Bout bout) {
    return bout.topic().isEmpty() ? Topic.MIX.id() : bout.topic();
  }

  /**
   * Returns the topics that group the runs' bouts, in the order of this list: those that users ask
   * for first come first. Empty when there is but one.
   */
  static List<String> of(Collection<Run> runs) {
    Set<String> found = new LinkedHashSet<>();
    runs.forEach(run -> run.bouts().forEach(bout -> found.add(of(bout))));
    if (found.size() < 2) {
      return List.of();
    }
    Set<String> ordered = new LinkedHashSet<>();
    for (Topic topic : Topic.values()) {
      if (found.contains(topic.id())) {
        ordered.add(topic.id());
      }
    }
    ordered.addAll(found);
    return List.copyOf(ordered);
  }

  static String heading(String topic) {
    return Topic.find(topic).map(Topic::heading).orElse(topic);
  }
}

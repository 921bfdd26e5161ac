package dev.inlay.jmh.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which maps do not take part, and why. */
final class NotHere {
  private static final int NAMED = 3;

  private NotHere() {}

  /** Says it of one bout, those with one reason in one line. */
  static List<String> lines(Bout bout) {
    Map<String, List<String>> maps = new LinkedHashMap<>();
    bout.absent()
        .forEach((map, why) -> maps.computeIfAbsent(why, key -> new ArrayList<>()).add(map));
    return maps.entrySet().stream()
        .map(each -> "not here: " + String.join(", ", each.getValue()) + ": " + each.getKey())
        .toList();
  }

  /** Says which maps failed in a bout. */
  static List<String> failed(Bout bout) {
    List<String> lines = new ArrayList<>();
    bout.failed().forEach((map, why) -> lines.add("FAILED: " + map + ": " + why));
    return lines;
  }

  /** Says it of several bouts, a line for each reason; a map that is absent in all comes bare. */
  static List<String> lines(List<Bout> bouts) {
    Map<String, Map<String, List<Bout>>> reasons = new LinkedHashMap<>();
    for (Bout bout : bouts) {
      bout.absent()
          .forEach(
              (map, why) ->
                  reasons
                      .computeIfAbsent(why, key -> new LinkedHashMap<>())
                      .computeIfAbsent(map, key -> new ArrayList<>())
                      .add(bout));
    }
    Titles titles = Titles.of(bouts.stream().map(Bout::title).toList());
    List<String> lines = new ArrayList<>();
    reasons.forEach(
        (why, maps) -> {
          Map<String, List<String>> mapsByPlace = new LinkedHashMap<>();
          maps.forEach(
              (map, where) ->
                  mapsByPlace
                      .computeIfAbsent(place(where, bouts, titles), key -> new ArrayList<>())
                      .add(map));
          List<String> parts = new ArrayList<>();
          mapsByPlace.forEach((place, labels) -> parts.add(String.join(", ", labels) + place));
          lines.add("not here: " + String.join("; ", parts) + ": " + why);
        });
    return lines;
  }

  private static String place(List<Bout> where, List<Bout> all, Titles titles) {
    if (where.size() == all.size()) {
      return "";
    }
    if (where.size() > NAMED) {
      return " (in %d of %d workloads)".formatted(where.size(), all.size());
    }
    List<String> names =
        where.stream().map(bout -> "'" + titles.brief(bout.title(), "") + "'").toList();
    return " (in " + String.join(", ", names) + ")";
  }
}

package dev.inlay.jmh.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Titles without what they have in common, which is said once. */
final class Titles {
  private final List<String> common;

  private Titles(List<String> common) {
    this.common = common;
  }

  /** Compares titles. */
  static Titles of(Collection<String> titles) {
    return new Titles(titles.size() < 2 ? List.of() : shared(titles));
  }

  /** Returns the parts that all titles have, in the order of the first. */
  static List<String> shared(Collection<String> titles) {
    List<String> common = new ArrayList<>();
    for (String title : titles) {
      List<String> parts = parts(title);
      if (common.isEmpty()) {
        common.addAll(parts);
      }
      common.retainAll(parts);
      if (common.isEmpty()) {
        return List.of();
      }
    }
    return common;
  }

  /** Returns what all titles have in common, or an empty text. */
  String common() {
    return String.join(", ", common);
  }

  /** Returns what a title says besides that, and what else is to be said. */
  String brief(String title, String more) {
    List<String> parts = new ArrayList<>();
    if (common.isEmpty()) {
      parts.add(title);
    } else {
      parts.addAll(parts(title));
      parts.removeAll(common);
    }
    if (!more.isEmpty()) {
      parts.add(more);
    }
    return parts.isEmpty() ? title : String.join(", ", parts);
  }

  /** Commas in numbers divide nothing. */
  private static List<String> parts(String title) {
    List<String> parts = new ArrayList<>();
    for (String part : title.split("(\\), |, |: | \\(|\\)$)")) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return parts;
  }
}

package dev.inlay.jmh.figures;

import dev.inlay.jmh.figures.Document.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds what looks like a measured figure and is neither made from a published file nor listed as
 * one that has none.
 */
final class Lint {
  private static final Pattern FIGURE =
      Pattern.compile(
          "(?<![\\w.,])\\d[\\d,]*(?:\\.\\d+)?"
              + "(?:x\\b| ?(?:ns|µs|us|ms|KB|MB|B)\\b| M (?:op/s|keys)| times\\b"
              + "| %(?= (?:of|faster|slower|more|less)\\b))");
  private static final Pattern LINK_TARGET = Pattern.compile("\\]\\([^)]*\\)");

  private Lint() {}

  /** Returns the figures of a file that have no source. */
  static List<Problem> figuresByHand(String file, String text, Sources sources) {
    List<Problem> problems = new ArrayList<>();
    String masked = Document.blank(new Document(file, text).byHand(), LINK_TARGET);
    for (Sources.Unpublished passage : sources.unpublished()) {
      if (passage.file().equals(file)) {
        Pattern words = anywhere(passage.words());
        if (!words.matcher(text).find()) {
          problems.add(
              new Problem(
                  Sources.FILE.toString(), 1, file + " has no such words: " + passage.words()));
        }
        masked = masked(masked, text, words);
      }
    }
    Matcher figure = FIGURE.matcher(masked);
    while (figure.find()) {
      problems.add(
          new Problem(
              file,
              Document.line(text, figure.start()),
              "'"
                  + figure.group()
                  + "' looks like a figure: put it between markers, or list it as unpublished in "
                  + Sources.FILE));
    }
    return problems;
  }

  /** Words may be broken over lines. */
  private static Pattern anywhere(String words) {
    return Pattern.compile(
        Arrays.stream(words.split("\\s+")).map(Pattern::quote).collect(Collectors.joining("\\s+")));
  }

  private static String masked(String masked, String text, Pattern words) {
    StringBuilder rest = new StringBuilder(masked);
    Matcher matcher = words.matcher(text);
    while (matcher.find()) {
      for (int i = matcher.start(); i < matcher.end(); i++) {
        if (rest.charAt(i) != '\n') {
          rest.setCharAt(i, ' ');
        }
      }
    }
    return rest.toString();
  }
}

package dev.inlay.jmh.figures;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Markdown text with markers. {@code <!--f QUERY-->} stands before a figure in a sentence and
 * {@code <!--/f-->} after it; {@code <!--figures TABLE-->} on lines of its own before a table and
 * {@code <!--/figures-->} after it. What stands in code is left alone.
 */
final class Document {
  private static final Pattern CODE =
      Pattern.compile("(?ms)^ *```.*?(?:^ *```|\\z)|(?<!`)`[^`\n]+`(?!`)");
  private static final Pattern MARKER =
      Pattern.compile("<!--(f|figures)\\s(.*?)-->|<!--/(f|figures)-->", Pattern.DOTALL);

  /** A place where the text is not what it should be. */
  record Problem(String file, int line, String message) {
    @Override
    public String toString() {
      return file + ":" + line + ": " + message;
    }
  }

  /** A stretch of the text that is made from a file. */
  private record Generated(int marker, int start, int end, boolean table, String query) {}

  private final String file;
  private final Path folder;
  private final String text;
  private final List<Generated> parts = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  Document(String file, String text) {
    this.file = file;
    this.text = text;
    Path parent = Path.of(file).getParent();
    folder = parent == null ? Path.of("") : parent;
    scan(MARKER.matcher(withoutCode(text)));
  }

  /** Returns a text of the same length with blanks for code. */
  static String withoutCode(String text) {
    return blank(text, CODE);
  }

  /** Returns a text of the same length with blanks for what matches. */
  static String blank(String text, Pattern pattern) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder masked = new StringBuilder(text);
    while (matcher.find()) {
      for (int i = matcher.start(); i < matcher.end(); i++) {
        if (masked.charAt(i) != '\n') {
          masked.setCharAt(i, ' ');
        }
      }
    }
    return masked.toString();
  }

  private void scan(Matcher marker) {
    String open = "";
    String query = "";
    int start = 0;
    int openedAt = 0;
    while (marker.find()) {
      boolean opens = marker.group(1) != null;
      String kind = opens ? marker.group(1) : marker.group(3);
      if (opens) {
        if (!open.isEmpty()) {
          problem(openedAt, "<!--" + open + " " + query + "--> is not closed");
        }
        open = kind;
        query = text.substring(marker.start(2), marker.end(2)).strip();
        openedAt = marker.start();
        if (kind.equals("f") && startsLine(openedAt)) {
          problem(
              openedAt, "<!--f at the start of a line starts a block of HTML; break it elsewhere");
        }
        start = marker.end();
      } else if (kind.equals(open)) {
        parts.add(new Generated(openedAt, start, marker.start(), kind.equals("figures"), query));
        open = "";
      } else {
        problem(marker.start(), "<!--/" + kind + "--> closes nothing");
      }
    }
    if (!open.isEmpty()) {
      problem(openedAt, "<!--" + open + " " + query + "--> is not closed");
    }
  }

  private boolean startsLine(int position) {
    return text.substring(text.lastIndexOf('\n', position - 1) + 1, position).isBlank();
  }

  private void problem(int position, String message) {
    problems.add(new Problem(file, line(text, position), message));
  }

  /** Returns the number of the line, from 1. */
  static int line(String text, int position) {
    return 1 + (int) text.substring(0, position).chars().filter(c -> c == '\n').count();
  }

  /** Returns how many stretches are made from files. */
  int size() {
    return parts.size();
  }

  /** Returns the text as the files say; queries that say nothing are left, and are problems. */
  String written(Sources sources) {
    StringBuilder written = new StringBuilder();
    int end = 0;
    for (Generated part : parts) {
      String old = text.substring(part.start, part.end);
      written.append(text, end, part.start);
      try {
        String expected = expected(part, sources);
        written.append(expected);
        if (!expected.equals(old)) {
          problem(
              part.marker,
              part.table
                  ? "the table is not what the files say: " + firstDifference(expected, old)
                  : "expected '" + expected + "', found '" + old + "'");
        }
      } catch (FigureException e) {
        written.append(old);
        problem(
            part.marker,
            "<!--" + part.query.lines().findFirst().orElse("") + "-->: " + e.getMessage());
      }
      end = part.end;
    }
    return written.append(text.substring(end)).toString();
  }

  /** Returns what is wrong: after {@link #written}, with what is not what the files say. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Returns the text with blanks for what is made from files, for code and for comments. */
  String byHand() {
    StringBuilder masked = new StringBuilder(withoutCode(text));
    for (Generated part : parts) {
      for (int i = part.start; i < part.end; i++) {
        if (masked.charAt(i) != '\n') {
          masked.setCharAt(i, ' ');
        }
      }
    }
    return blank(masked.toString(), Pattern.compile("<!--.*?-->", Pattern.DOTALL));
  }

  private String expected(Generated part, Sources sources) throws FigureException {
    return part.table
        ? "\n\n" + new Tables(sources).markdown(part.query) + "\n"
        : new Quote(sources, folder).text(part.query);
  }

  private static String firstDifference(String expected, String old) {
    List<String> wanted = expected.lines().toList();
    List<String> found = old.lines().toList();
    for (int i = 0; i < Math.max(wanted.size(), found.size()); i++) {
      String one = i < wanted.size() ? wanted.get(i) : "";
      String other = i < found.size() ? found.get(i) : "";
      if (!one.equals(other)) {
        return "expected '" + one + "', found '" + other + "'";
      }
    }
    return "line ends differ";
  }
}

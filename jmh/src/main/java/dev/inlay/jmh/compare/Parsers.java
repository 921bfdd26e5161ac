package dev.inlay.jmh.compare;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads values of options. Each message of a refusal says what is allowed. */
final class Parsers {

  static final int MAX_ENTRIES = 50_000_000;
  static final int MAX_THREADS = 1_024;
  static final int MAX_ROUNDS = 100;

  private static final Pattern SIZE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)([km]?)");
  private static final Pattern DURATION =
      Pattern.compile("(?:(\\d{1,4})h)?(?:(\\d{1,5})m)?(?:(\\d{1,6})s)?");
  private static final Pattern HEAP = Pattern.compile("([1-9]\\d{0,5})([mg])");

  private Parsers() {}

  /** Reads a list separated by commas; a value that comes twice counts once. */
  static <T> List<T> list(String text, Function<String, T> parser) {
    List<T> values =
        Arrays.stream(text.split(",", -1)).map(String::trim).map(parser).distinct().toList();
    if (values.isEmpty()) {
      throw new IllegalArgumentException("the list is empty");
    }
    return values;
  }

  /** Reads a number of entries such as {@code 100}, {@code 1K} or {@code 1.5M}. */
  static int entries(String text) {
    Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (matcher.matches()) {
      double factor = matcher.group(2).equals("k") ? 1e3 : matcher.group(2).equals("m") ? 1e6 : 1;
      double entries = Double.parseDouble(matcher.group(1)) * factor;
      if (entries >= 1 && entries <= MAX_ENTRIES && entries == Math.rint(entries)) {
        return (int) entries;
      }
    }
    throw refusal(text, "a number of entries from 1 to 50M, such as 100, 1K, 100K or 1M");
  }

  /** Reads a number of threads, or {@code all}. */
  static int threads(String text) {
    return text.equals("all")
        ? Runtime.getRuntime().availableProcessors()
        : number(text, 1, MAX_THREADS, "all (every core), or a number from 1 to 1024");
  }

  /** Reads a share of reads in percent. */
  static int percent(String text) {
    return number(text, 0, 100, "whole percentages from 0 to 100");
  }

  /** Reads a number of rounds. */
  static int rounds(String text) {
    return number(text, 1, MAX_ROUNDS, "auto, or a number from 1 to 100");
  }

  /** Reads a time such as {@code 5m}, {@code 90s} or {@code 1h30m}. */
  static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!text.isEmpty() && matcher.matches()) {
      Duration duration =
          Duration.ofHours(groupOrZero(matcher, 1))
              .plusMinutes(groupOrZero(matcher, 2))
              .plusSeconds(groupOrZero(matcher, 3));
      if (!duration.isZero()) {
        return duration;
      }
    }
    throw refusal(text, "a time such as 90s, 5m or 1h30m");
  }

  /** Reads a size of the heap, in megabytes. */
  static int heapMegabytes(String text) {
    Matcher matcher = HEAP.matcher(text.toLowerCase(Locale.ROOT));
    if (matcher.matches()) {
      int number = Integer.parseInt(matcher.group(1));
      int megabytes = matcher.group(2).equals("g") ? Math.multiplyExact(number, 1_024) : number;
      if (megabytes >= 64) {
        return megabytes;
      }
    }
    throw refusal(text, "auto, or a size from 64m such as 512m or 4g");
  }

  /** Reads one of the constants of an enum, by its name in lower case with hyphens. */
  static <E extends Enum<E>> E constant(Class<E> type, String text) {
    for (E constant : type.getEnumConstants()) {
      if (name(constant).equals(text)) {
        return constant;
      }
    }
    throw refusal(text, names(type));
  }

  /** Returns the name of a constant on the command line. */
  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the names of all constants. */
  static <E extends Enum<E>> String names(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(Parsers::name)
        .collect(Collectors.joining(", "));
  }

  static IllegalArgumentException refusal(String text, String allowed) {
    return new IllegalArgumentException("'" + text + "' is not allowed; allowed: " + allowed);
  }

  private static int number(String text, int min, int max, String allowed) {
    try {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // refused below, as any other text
    }
    throw refusal(text, allowed);
  }

  private static long groupOrZero(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }
}

package dev.inlay.jmh.workload;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names and values of a workload file with their lines, and the refusal of wrong ones. */
final class Fields {

  /** A name with its value. */
  record Field(String name, String value, int line) {}

  private static final int SHOWN = 60;
  private static final Pattern COUNT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?) ?([kKmM]?)");
  private static final Pattern SHARE = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,15})?) ?%?");
  private static final Pattern SEPARATOR = Pattern.compile("[\n;]");
  private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*", Pattern.DOTALL);

  private final String source;
  private final Map<String, Field> byName = new HashMap<>();

  private Fields(String source) {
    this.source = source;
  }

  /** Splits a text; refuses what is no field, unknown, or there twice. */
  static Fields of(String source, String text, List<String> allowed) {
    Fields fields = new Fields(source);
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String content = COMMENT.matcher(line).replaceFirst("");
      for (String part : SEPARATOR.split(content)) {
        if (!part.isBlank()) {
          fields.add(part.strip(), number, allowed);
        }
      }
    }
    return fields;
  }

  private void add(String part, int line, List<String> allowed) {
    int equals = part.indexOf('=');
    if (equals < 0) {
      throw refusal(line, "'" + shown(part) + "' is no field; allowed: name = value");
    }
    Field field =
        new Field(part.substring(0, equals).strip(), part.substring(equals + 1).strip(), line);
    if (!allowed.contains(field.name())) {
      boolean operation = field.name().startsWith(Operation.PREFIX);
      throw refusal(
          line,
          "no field is called '"
              + shown(field.name())
              + "'; allowed: "
              + (operation ? Operation.allowedFields() : namesOf(allowed)));
    }
    if (byName.isEmpty() && !field.name().equals("format")) {
      throw refusal(line, "the first field is '" + field.name() + "'; it must be: format = 1");
    }
    Field before = byName.putIfAbsent(field.name(), field);
    if (before != null) {
      throw refusal(
          line,
          field.name() + ": is there already, in line " + before.line() + "; once is allowed");
    }
  }

  private static String namesOf(List<String> allowed) {
    return String.join(", ", allowed.stream().filter(n -> !n.startsWith(Operation.PREFIX)).toList())
        + ", "
        + Operation.PREFIX
        + "NAME for operations, such as "
        + Operation.GET_HIT.field();
  }

  @Nullable Field find(String name) {
    return byName.get(name);
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  String text(String name, String otherwise) {
    Field field = byName.get(name);
    return field == null ? otherwise : field.value();
  }

  /** Reads a number of things, such as 100, 1K or 1.5M. */
  int count(String name, int otherwise, int min, int max) {
    Field field = byName.get(name);
    if (field == null) {
      return otherwise;
    }
    Matcher matcher = COUNT.matcher(field.value());
    if (matcher.matches()) {
      String unit = matcher.group(2).toLowerCase(Locale.ROOT);
      double factor = unit.equals("k") ? 1e3 : unit.equals("m") ? 1e6 : 1;
      double count = Double.parseDouble(matcher.group(1)) * factor;
      if (count >= min && count <= max && Math.abs(count - Math.rint(count)) < 1e-6) {
        return (int) Math.rint(count);
      }
    }
    throw refusal(
        field, String.format(Locale.ROOT, "a whole number from %,d to %,d (10, 1K, 1M)", min, max));
  }

  /** Reads a number that is not negative, with or without a percent sign. */
  double share(String name, double max, String allowed) {
    Field field = byName.get(name);
    if (field == null) {
      return 0;
    }
    Matcher matcher = SHARE.matcher(field.value());
    if (matcher.matches()) {
      double share = Double.parseDouble(matcher.group(1));
      if (share <= max) {
        return share;
      }
    }
    throw refusal(field, allowed);
  }

  /** Reads one of some words. */
  String oneOf(String name, String otherwise, String... words) {
    Field field = byName.get(name);
    if (field == null) {
      return otherwise;
    }
    if (!Arrays.asList(words).contains(field.value())) {
      throw refusal(field, String.join(", ", words));
    }
    return field.value();
  }

  /** Refuses a field that goes with another one only. */
  void requireAbsent(String name, String condition) {
    Field field = byName.get(name);
    if (field != null) {
      throw refusal(field.line(), field.name() + ": is allowed " + condition + " only");
    }
  }

  WorkloadException refusal(Field field, String allowed) {
    return refusal(
        field.line(),
        field.name() + ": '" + shown(field.value()) + "' is not allowed; allowed: " + allowed);
  }

  WorkloadException refusal(int line, String message) {
    return new WorkloadException(source + ":" + line + ": " + message);
  }

  WorkloadException refusal(String message) {
    return new WorkloadException(source + ": " + message);
  }

  /** Foreign text may be long and may hold anything. */
  private static String shown(String text) {
    String brief = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    return brief.replaceAll("\\p{C}", "?");
  }
}

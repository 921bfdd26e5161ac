package dev.inlay.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** The fields of what a recorder writes. */
record Recorded(String text, Map<String, String> fields) {

  static Recorded by(Recorder<?> recorder) {
    StringBuilder text = new StringBuilder();
    try {
      recorder.writeTo(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> fields = new TreeMap<>();
    text.toString()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" = ", 2))
        .forEach(field -> fields.put(field[0], field[1]));
    return new Recorded(text.toString(), fields);
  }

  /** A number; 0 when the field is not there. */
  double number(String field) {
    return Double.parseDouble(fields.getOrDefault(field, "0"));
  }

  double operation(String name) {
    return number("op." + name);
  }
}

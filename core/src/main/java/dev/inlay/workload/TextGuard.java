package dev.inlay.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Keeps a recorded map that holds itself from writing itself into its text for ever. */
final class TextGuard {
  private static final ThreadLocal<List<Object>> WRITING = new ThreadLocal<>();

  private TextGuard() {}

  /** Returns a map's text; within it, the map itself is only named. */
  static String textOf(Object recorded, Supplier<String> text) {
    List<Object> writing = WRITING.get();
    boolean outermost = writing == null;
    List<Object> all = outermost ? new ArrayList<>() : writing;
    for (Object each : all) {
      if (each == recorded) {
        return "(this Map)";
      }
    }
    all.add(recorded);
    WRITING.set(all);
    try {
      return text.get();
    } finally {
      all.remove(all.size() - 1);
      if (outermost) {
        WRITING.remove();
      }
    }
  }
}

package dev.inlay.proof.mutate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of mutants: of each a row of its name, the verdict, and a hash of the method on which
 * it was run.
 */
public final class MutantResults {

  private record Result(String verdict, @Nullable String code) {}

  private final Map<String, Result> byName = new LinkedHashMap<>();

  private MutantResults() {}

  /** Reads a file, if it is there. */
  static MutantResults read(Path file) throws IOException {
    return of(Files.exists(file) ? Files.readAllLines(file) : List.of());
  }

  /** Takes rows; of several of one mutant the last counts. */
  public static MutantResults of(List<String> rows) {
    MutantResults results = new MutantResults();
    for (String row : rows) {
      String[] columns = row.split("\t", -1);
      if (columns.length != 3) {
        throw new IllegalArgumentException("not three columns: " + row);
      }
      results.put(columns[0], columns[1], columns[2]);
    }
    return results;
  }

  void put(String name, String verdict, @Nullable String code) {
    byName.put(name, new Result(verdict, code));
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  /** Returns the rung that found a mutant, or "survived"; {@code null} if it was not run. */
  public @Nullable String verdict(String name) {
    Result result = byName.get(name);
    return result == null ? null : result.verdict;
  }

  /** Tells whether a mutant was run, but of another code than this. */
  public boolean isStale(String name, @Nullable String code) {
    Result result = byName.get(name);
    return result != null && !String.valueOf(result.code).equals(code);
  }

  String row(String name) {
    Result result = byName.get(name);
    if (result == null) {
      throw new IllegalArgumentException("no result of " + name);
    }
    return name + "\t" + result.verdict + "\t" + result.code;
  }

  /** Returns all names. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** Returns the names of those that no rung found. */
  public List<String> survivors() {
    List<String> names = new ArrayList<>(byName.keySet());
    names.removeIf(name -> !MutantWorker.SURVIVED.equals(verdict(name)));
    return names;
  }
}

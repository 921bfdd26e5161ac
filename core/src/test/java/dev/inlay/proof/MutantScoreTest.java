package dev.inlay.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.proof.mutate.MutantTable;
import dev.inlay.proof.mutate.Mutants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Each step that a mutant can tear or check that it can leave out has been run, and those that no
 * rung found are told of in {@code docs/proof/mutants-survivors.tsv}. This test holds files, code
 * and page together; it cannot tell whether what is told is right.
 */
class MutantScoreTest {

  private static final Path PROOF = proof();
  private static final List<String> NAMES = Mutants.names();

  /** Ways in which a survivor may be harmless; and {@code open}: nobody knows yet. */
  private static final Set<String> KINDS =
      Set.of("equivalent", "slower", "guarded twice", "statistic", "below the grain", "open");

  private static Path proof() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isDirectory(at.resolve("docs/proof"))) {
      at = at.getParent();
    }
    if (at == null) {
      throw new IllegalStateException("not run inside the project");
    }
    return at.resolve("docs/proof");
  }

  private static List<String> results() throws IOException {
    return Files.readAllLines(PROOF.resolve("mutants.tsv"));
  }

  private static List<String> survivors() throws IOException {
    return Files.readAllLines(PROOF.resolve("mutants-survivors.tsv"));
  }

  /** Runs what is missing or stale, after core's tests have been compiled. */
  private static final String COMMAND =
      "java -cp core/target/test-classes:core/target/classes:$(cat core/target/test.classpath)"
          + " dev.inlay.proof.mutate.MutantScore docs/proof/mutants.tsv";

  /**
   * Returns what is wrong.
   *
   * @param codes by name the hash of the method as it is
   */
  private static List<String> problems(
      Map<String, String> codes, List<String> results, List<String> survivors) {
    Set<String> names = codes.keySet();
    List<String> problems = new ArrayList<>();
    Map<String, String> verdicts = new LinkedHashMap<>();
    for (String row : results) {
      String[] columns = row.split("\t", -1);
      if (columns.length != 3) {
        problems.add("not three columns: " + row);
      } else if (verdicts.put(columns[0], columns[1]) != null) {
        problems.add("run twice: " + columns[0]);
      } else if (!names.contains(columns[0])) {
        problems.add("there is no such mutant: " + columns[0]);
      } else if (!columns[2].equals(codes.get(columns[0]))) {
        problems.add("its method has changed since it was run: " + columns[0]);
      }
    }
    for (String name : names) {
      if (!verdicts.containsKey(name)) {
        problems.add("not run: " + name);
      }
    }
    Map<String, String> told = new HashMap<>();
    for (String row : survivors) {
      String[] columns = row.split("\t", -1);
      if (columns.length != 3) {
        problems.add("not three columns: " + row);
        continue;
      }
      if (told.put(columns[0], columns[1]) != null) {
        problems.add("told twice: " + columns[0]);
      }
      if (!"survived".equals(verdicts.get(columns[0]))) {
        problems.add("has not survived: " + columns[0]);
      }
      if (!KINDS.contains(columns[1])) {
        problems.add(columns[0] + ": there is no " + columns[1]);
      }
      if (columns[2].length() < 20) {
        problems.add(columns[0] + ": nothing is said");
      }
    }
    verdicts.forEach(
        (name, verdict) -> {
          if (verdict.equals("survived") && !told.containsKey(name)) {
            problems.add("survived, and nothing is told: " + name);
          }
        });
    return problems;
  }

  private static Map<String, String> column(List<String> rows) {
    Map<String, String> column = new LinkedHashMap<>();
    for (String row : rows) {
      String[] columns = row.split("\t", -1);
      column.put(columns[0], columns[1]);
    }
    return column;
  }

  private static List<String> missing(List<String> results, List<String> survivors, String page) {
    return MutantTable.rows(column(results), column(survivors)).stream()
        .filter(row -> !page.contains(row + "\n"))
        .toList();
  }

  private static List<String> with(List<String> rows, String... more) {
    List<String> all = new ArrayList<>(rows);
    all.addAll(List.of(more));
    return all;
  }

  @Test
  void eachMutantWasRunAndEachSurvivorIsTold() throws IOException {
    Map<String, String> codes = new LinkedHashMap<>();
    Map<String, String> all = Mutants.codes();
    NAMES.forEach(name -> codes.put(name, all.get(name)));
    assertThat(problems(codes, results(), survivors()))
        .as("what was not run, or on other code, is run by%n  %s%n", COMMAND)
        .isEmpty();
  }

  @Test
  void thePageCountsTheRows() throws IOException {
    String page = Files.readString(PROOF.resolve("mutants.md"));
    assertThat(missing(results(), survivors(), page)).isEmpty();
  }

  @Test
  void namesAreTheirOwn() {
    assertThat(NAMES).hasSizeGreaterThan(600).doesNotHaveDuplicates();
    assertThat(NAMES).contains("ShardLocks.takeAll NEVER check of table 1");
    assertThat(NAMES).contains("FlatTable.get NEVER check of local valueVolatile 1");
    assertThat(NAMES).contains("SlotTable.locate ALWAYS check of local getVolatile 1");
    assertThat(NAMES).contains("ChangeFeed.Mailbox.take TORN compareAndSet 1");
    assertThat(NAMES).contains("Sweep.sweep NEVER check of markDone 1");
    assertThat(NAMES).contains("TableChain.replaceRoot TORN compareAndSet 1");
  }

  // ---------------------------------------------------------------- controls

  private static final List<String> RESULTS =
      List.of("a\tscript\t0", "b\tsurvived\t0", "c\ttimeout\t0");
  private static final List<String> TOLD = List.of("b\tslower\tit only takes somewhat longer");

  private static Map<String, String> codes(String... names) {
    Map<String, String> codes = new LinkedHashMap<>();
    for (String name : names) {
      codes.put(name, "0");
    }
    return codes;
  }

  @Test
  void whatIsRightIsTaken() {
    assertThat(problems(codes("a", "b", "c"), RESULTS, TOLD)).isEmpty();
  }

  @Test
  void aNewMutantIsNoticed() {
    assertThat(problems(codes("a", "b", "c", "d"), RESULTS, TOLD)).containsExactly("not run: d");
  }

  @Test
  void aVerdictOnOtherCodeIsNoticed() {
    Map<String, String> codes = codes("a", "b", "c");
    codes.put("b", "1");
    assertThat(problems(codes, RESULTS, TOLD))
        .containsExactly("its method has changed since it was run: b");
  }

  @Test
  void aRowWithoutAMutantIsNoticed() {
    assertThat(problems(codes("a", "b"), RESULTS, TOLD))
        .containsExactly("there is no such mutant: c");
  }

  @Test
  void aSurvivorOfWhichNothingIsToldIsNoticed() {
    assertThat(problems(codes("a", "b", "c"), RESULTS, List.of()))
        .containsExactly("survived, and nothing is told: b");
  }

  @Test
  void whatIsToldOfNoSurvivorIsNoticed() {
    List<String> told =
        with(TOLD, "a\topen\tnobody has looked at it", "x\topen\tnobody has looked at it");
    assertThat(problems(codes("a", "b", "c"), RESULTS, told))
        .containsExactly("has not survived: a", "has not survived: x");
  }

  @Test
  void rowsThatSayNothingAreNoticed() {
    assertThat(problems(codes("a", "b", "c"), RESULTS, List.of("b\tbelieved\tshort")))
        .containsExactly("b: there is no believed", "b: nothing is said");
    assertThat(problems(codes("a", "b", "c"), RESULTS, with(TOLD, TOLD.get(0))))
        .containsExactly("told twice: b");
    assertThat(problems(codes("a", "b", "c"), with(RESULTS, "a\tscript\t0"), TOLD))
        .containsExactly("run twice: a");
    assertThat(problems(codes("a"), List.of("a"), List.of("a")))
        .containsExactly("not three columns: a", "not run: a", "not three columns: a");
  }

  @Test
  void otherCountsAreNoticed() throws IOException {
    String page = Files.readString(PROOF.resolve("mutants.md"));
    List<String> other = new ArrayList<>(results());
    String name = other.get(0).split("\t")[0];
    other.set(
        0, name + "\t" + (other.get(0).contains("\tscript\t") ? "timeout" : "script") + "\t0");
    assertThat(missing(other, survivors(), page)).hasSize(3);
  }
}

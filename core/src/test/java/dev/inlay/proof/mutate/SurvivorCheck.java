package dev.inlay.proof.mutate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares a run of all mutants with what is told of those that survive.
 *
 * <pre>SurvivorCheck RESULTS SURVIVORS</pre>
 *
 * <p>Ends with status 1 when one survives that nothing is told of, and when one was not run. One
 * that is told of and was found now is named, too: a rung has become better, or it was found by
 * luck.
 */
public final class SurvivorCheck {

  /** What a run tells. */
  public record Report(List<String> untold, List<String> notRun, List<String> nowFound) {

    /** Tells whether nothing is worse than it was. */
    public boolean isGood() {
      return untold.isEmpty() && notRun.isEmpty();
    }
  }

  private SurvivorCheck() {}

  public static void main(String[] args) throws IOException {
    List<String> rows = Files.readAllLines(Path.of(args[0]), StandardCharsets.UTF_8);
    List<String> told = new ArrayList<>();
    for (String row : Files.readAllLines(Path.of(args[1]), StandardCharsets.UTF_8)) {
      told.add(row.split("\t", -1)[0]);
    }
    Report report = compare(Mutants.names(), MutantResults.of(rows), told);
    report.untold.forEach(name -> System.out.println("survived, and nothing is told: " + name));
    report.notRun.forEach(name -> System.out.println("not run: " + name));
    report.nowFound.forEach(name -> System.out.println("told to survive, but found: " + name));
    System.out.printf(
        "%d survive of which nothing is told, %d were not run, %d are found by now%n",
        report.untold.size(), report.notRun.size(), report.nowFound.size());
    System.exit(report.isGood() ? 0 : 1);
  }

  /**
   * Compares.
   *
   * @param names all mutants
   * @param results what became of them
   * @param told the names of those that are told to survive
   */
  public static Report compare(List<String> names, MutantResults results, List<String> told) {
    List<String> survivors = results.survivors();
    return new Report(
        survivors.stream().filter(name -> !told.contains(name)).toList(),
        names.stream().filter(name -> results.verdict(name) == null).toList(),
        told.stream()
            .filter(name -> results.verdict(name) != null && !survivors.contains(name))
            .toList());
  }
}

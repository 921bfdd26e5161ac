package dev.inlay.proof.mutate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Runs mutants in a JVM of its own, which may hang: reads a mutant's number from each line of its
 * input, and answers with the rung that found it, or "survived".
 */
final class MutantWorker {

  static final String SURVIVED = "survived";

  /** Begins each answer: maps under test may print, too. */
  static final String ANSWER = "mutant: ";

  private MutantWorker() {}

  public static void main(String[] args) throws IOException {
    List<Mutant> all = Mutants.all();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String rung;
      try {
        rung = Ladder.findingRung(all.get(Integer.parseInt(line)));
      } catch (LinkageError e) {
        rung = "verifier";
      } catch (StackOverflowError | OutOfMemoryError e) {
        rung = "script (" + e.getClass().getSimpleName() + ")";
      }
      System.out.println(ANSWER + (rung.isEmpty() ? SURVIVED : rung));
    }
    System.exit(0);
  }
}

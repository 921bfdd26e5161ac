package dev.inlay.proof.mutate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs mutants in a JVM of its own, which may hang: reads a mutant's name from each line of its
 * input, or a map's, to run it unchanged; and answers with the rung that found it, or "survived".
 */
final class MutantWorker {

  static final String SURVIVED = "survived";

  /** Begins each answer: maps under test may print, too. */
  static final String ANSWER = "mutant: ";

  private MutantWorker() {}

  public static void main(String[] args) throws IOException {
    Map<String, Mutant> all = Mutants.named();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String rung = findingRung(all.get(line), line);
      System.out.println("\n" + ANSWER + (rung.isEmpty() ? SURVIVED : rung));
    }
    System.exit(0);
  }

  private static String findingRung(@Nullable Mutant mutant, String name) {
    try {
      return Ladder.findingRung(mutant, mutant == null ? name : Mutants.mapOf(mutant));
    } catch (ExceptionInInitializerError e) {
      return "script (" + e.getClass().getSimpleName() + ")"; // a map tries itself out as it loads
    } catch (LinkageError e) {
      return "verifier";
    } catch (StackOverflowError | OutOfMemoryError e) {
      return "script (" + e.getClass().getSimpleName() + ")";
    } catch (Exception e) {
      throw new IllegalStateException(name, e);
    }
  }
}

package dev.inlay.proof.mutate;

import dev.inlay.proof.mutate.Mutant.Kind;
import java.util.List;
import java.util.Map;

/** The mutants that lower an access mode. */
public final class PlainMutants {

  private PlainMutants() {}

  /** Returns all names, each once, in the order of the code. */
  public static List<String> names() {
    return Mutants.named().entrySet().stream()
        .filter(entry -> entry.getValue().kind() == Kind.PLAIN)
        .map(Map.Entry::getKey)
        .toList();
  }
}

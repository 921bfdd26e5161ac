package dev.inlay.proof.mutate;

import dev.inlay.proof.mutate.Mutant.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The mutants that lower an access mode, under names that an unrelated change of the code leaves
 * alone: no source lines.
 *
 * <pre>
 *   SlotTable.get getVolatile 2     the second getVolatile in the methods of that name
 *   TableChain volatile root        a field
 * </pre>
 *
 * <p>The number is there though it be the only one. An access of the same kind put before another
 * in a method takes over its name; the last of them is then without an argument, so somebody looks.
 */
public final class PlainMutants {

  private PlainMutants() {}

  /** Returns all names, each once, in the order of the code. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    Map<String, Integer> met = new HashMap<>();
    for (Mutant mutant : Mutants.all()) {
      if (mutant.kind() == Kind.PLAIN) {
        String method = mutant.method().substring(0, mutant.method().indexOf('('));
        if (method.isEmpty()) {
          names.add(mutant.simpleClass() + " " + mutant.what());
        } else {
          String name = mutant.simpleClass() + "." + method + " " + mutant.what();
          names.add(name + " " + met.merge(name, 1, Integer::sum));
        }
      }
    }
    return names;
  }
}

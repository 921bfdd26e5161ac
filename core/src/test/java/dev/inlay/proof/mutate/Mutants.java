package dev.inlay.proof.mutate;

import dev.inlay.proof.weave.Weaving;
import dev.inlay.proof.weave.WovenLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** All weakenings of the classes that hold the tables and their protocols. */
public final class Mutants {

  /** The classes, by the map that they are of. */
  private static final List<String> TABLES =
      List.of(
          "striped.TableChain",
          "striped.SlotTable",
          "striped.SlotWriter",
          "striped.Sweep",
          "striped.StripedCounter",
          "striped.Reservation",
          "shard.Shard",
          "shard.ShardLock",
          "shard.ShardDirectory",
          "shard.ShardWriter",
          "shard.ShardRebuild",
          "shard.ShardTransaction",
          "table.FlatTable",
          "table.PendingValue",
          "snapshot.Turn",
          "snapshot.Write",
          "snapshot.VersionWriter");

  private Mutants() {}

  static List<Mutant> all() {
    List<Mutant> all = new ArrayList<>();
    for (String table : TABLES) {
      String name = "dev.inlay.internal." + table;
      Mutation finder = new Mutation(null);
      try {
        new WovenLoader(finder).weave(name);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      all.addAll(finder.found());
    }
    return all;
  }

  /** Returns the weaving that tears a step into two: the negative control of other tests. */
  public static Weaving torn(String simpleClass, String method) {
    return new Mutation(
        all().stream()
            .filter(mutant -> mutant.kind() == Mutant.Kind.TORN)
            .filter(mutant -> mutant.simpleClass().equals(simpleClass))
            .filter(mutant -> mutant.method().startsWith(method + "("))
            .findFirst()
            .orElseThrow());
  }

  /** Returns which map's scenarios run through a class. */
  static String mapOf(Mutant mutant) {
    String name = mutant.className();
    return name.contains(".striped.")
        ? "StripedMap"
        : name.contains(".snapshot.") ? "SnapshotMap" : "ShardedMap";
  }
}

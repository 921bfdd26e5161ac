package dev.inlay.proof.mutate;

import dev.inlay.proof.weave.Weaving;
import dev.inlay.proof.weave.WovenLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All weakenings of the classes that hold the tables and their protocols: those that read what
 * other threads change. Why others are left out is told in {@code docs/proof/mutants.md}.
 */
public final class Mutants {

  /** The classes, by the map that they are of. */
  private static final List<String> TABLES =
      List.of(
          "striped.TableChain",
          "striped.SlotTable",
          "striped.SlotWriter",
          "striped.SlotWriter$Place",
          "striped.SlotTraversal",
          "striped.Sweep",
          "striped.StripedCounter",
          "striped.Reservation",
          "wait.WaitGraph",
          "collision.CollisionCell",
          "shard.Shard",
          "shard.ShardLock",
          "shard.ShardLock$Waiter",
          "shard.ShardLocks",
          "shard.ShardDirectory",
          "shard.ShardWriter",
          "shard.ShardRebuild",
          "shard.ShardTransaction",
          "shard.ShardTraversal",
          "shard.ShardMaintenance",
          "shard.ShardMaintenance$Copy",
          "table.FlatTable",
          "table.PendingValue",
          "table.PendingValue$Decision",
          "snapshot.Turn",
          "snapshot.Write",
          "snapshot.KeyWrite",
          "snapshot.KeyWrite$Store",
          "snapshot.KeyWrite$Exchange",
          "snapshot.KeyWrite$Own",
          "snapshot.VersionWriter",
          "snapshot.ChangeFeed",
          "snapshot.ChangeFeed$Link",
          "snapshot.ChangeFeed$Mailbox");

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

  /**
   * Returns all by names that an unrelated change of the code leaves alone, in the order of the
   * code: the class, the method, the kind, what is weakened, and a number.
   *
   * <pre>
   *   SlotTable.get getVolatile 2                the second access of that mode that is lowered
   *   TableChain volatile root                   a field that is made plain
   *   SlotTable.get NEVER check of comesFrom 1   the first such check, left out
   * </pre>
   *
   * <p>The number is there though it be the only one. A check put before another of its kind takes
   * over its name.
   */
  static Map<String, Mutant> named() {
    Map<String, Mutant> named = new LinkedHashMap<>();
    Map<String, Integer> met = new HashMap<>();
    for (Mutant mutant : all()) {
      String method = mutant.methodName();
      if (method.isEmpty()) {
        named.put(mutant.simpleClass() + " " + mutant.what(), mutant);
      } else {
        String kind = mutant.kind() == Mutant.Kind.PLAIN ? "" : mutant.kind() + " ";
        String name = mutant.simpleClass() + "." + method + " " + kind + mutant.what();
        named.put(name + " " + met.merge(name, 1, Integer::sum), mutant);
      }
    }
    return named;
  }

  /** Returns for each name a hash of the method that is changed; none for fields. */
  public static Map<String, String> codes() {
    Map<String, Map<String, String>> byClass = new HashMap<>();
    Map<String, String> codes = new HashMap<>();
    named()
        .forEach(
            (name, mutant) -> {
              String code =
                  byClass
                      .computeIfAbsent(mutant.className(), Mutants::hashesOf)
                      .get(mutant.method());
              if (code != null) {
                codes.put(name, code);
              }
            });
    return codes;
  }

  private static Map<String, String> hashesOf(String className) {
    try {
      return MethodCode.hashes(new WovenLoader().weave(className));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the names of those that the ladder can notice: all but lowered access modes. */
  public static List<String> names() {
    return named().entrySet().stream()
        .filter(entry -> entry.getValue().kind() != Mutant.Kind.PLAIN)
        .map(Map.Entry::getKey)
        .toList();
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

  /**
   * Writes the class of a mutant into a folder of classes, weakened: who has that folder in front
   * of the project's classes runs the mutant.
   */
  public static void write(String name, Path folder) throws IOException {
    Mutant mutant = Objects.requireNonNull(named().get(name), name);
    Path file = folder.resolve(mutant.className().replace('.', '/') + ".class");
    Files.createDirectories(file.getParent());
    Files.write(file, new WovenLoader(new Mutation(mutant)).weave(mutant.className()));
  }

  /** Returns which map's scenarios run through a class: of those that several share, one. */
  static String mapOf(Mutant mutant) {
    String name = mutant.className();
    return name.contains(".shard.") || name.contains(".table.")
        ? "ShardedMap"
        : name.contains(".snapshot.") ? "SnapshotMap" : "StripedMap";
  }
}

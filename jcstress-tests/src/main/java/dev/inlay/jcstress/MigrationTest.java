package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.InlayMap;
import dev.inlay.ShardedMap;
import dev.inlay.StripedMap;
import dev.inlay.jcstress.Proof.MapKind;
import dev.inlay.jcstress.Proof.Operation;
import dev.inlay.jcstress.Proof.Protocol;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A table is replaced by a larger one while another thread reads or writes a key that has been
 * there before, or inserts one. One class for each operation, one below it for each map.
 */
public final class MigrationTest {

  private static final int KEY = 3;
  private static final int NEW_KEY = 100;

  private MigrationTest() {}

  /** A map that the next two insertions make grow. */
  abstract static class Full {
    final InlayMap<Integer, Integer> map;
    private final int full;

    Full(InlayMap<Integer, Integer> map, int full) {
      this.map = map;
      this.full = full;
      for (int key = 0; key < full; key++) {
        map.put(key, 1);
      }
    }

    /** Makes the map grow. */
    public void grower() {
      map.put(full, 1);
      map.put(full + 1, 1);
    }

    /** Returns what a key has at the end, or -1 if the size is wrong. */
    final int last(int key, int more) {
      return map.size() == full + 2 + more ? map.getOrDefault(key, 0) : -1;
    }

    static InlayMap<Integer, Integer> sharded() {
      return ShardedMap.<Integer, Integer>builder().shards(1).build();
    }
  }

  /** Against a get. */
  @Description(
      "Is a key that has been there before ever absent, for who reads it twice while the table is"
          + " replaced?")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "there throughout")
  @Outcome(expect = FORBIDDEN, desc = "absent")
  abstract static class Get extends Full {

    Get(InlayMap<Integer, Integer> map, int full) {
      super(map, full);
    }

    /** Reads twice. */
    public void other(II_Result result) {
      result.r1 = map.getOrDefault(KEY, 0);
      result.r2 = map.getOrDefault(KEY, 0);
    }
  }

  /** Of {@code ShardedMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.SHARDED, protocol = Protocol.REHASH, against = Operation.GET)
  @State
  public static class ShardedGet extends Get {

    /** Fills the map. */
    public ShardedGet() {
      super(sharded(), 6);
    }

    @Override
    @Actor
    public void grower() {
      super.grower();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }
  }

  /** Of {@code StripedMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.STRIPED, protocol = Protocol.MIGRATION, against = Operation.GET)
  @State
  public static class StripedGet extends Get {

    /** Fills the map. */
    public StripedGet() {
      super(new StripedMap<>(), 7);
    }

    @Override
    @Actor
    public void grower() {
      super.grower();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }
  }

  /** Against an update. */
  @Description("Is an update lost that falls into the replacement of the table?")
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "updated")
  @Outcome(expect = FORBIDDEN, desc = "lost")
  abstract static class Update extends Full {

    Update(InlayMap<Integer, Integer> map, int full) {
      super(map, full);
    }

    /** Updates. */
    public void other(II_Result result) {
      result.r1 = map.put(KEY, 2);
    }

    /** Reads at the end. */
    public void end(II_Result result) {
      result.r2 = last(KEY, 0);
    }
  }

  /** Of {@code ShardedMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.SHARDED, protocol = Protocol.REHASH, against = Operation.PUT)
  @State
  public static class ShardedUpdate extends Update {

    /** Fills the map. */
    public ShardedUpdate() {
      super(sharded(), 6);
    }

    @Override
    @Actor
    public void grower() {
      super.grower();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Of {@code StripedMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.STRIPED, protocol = Protocol.MIGRATION, against = Operation.PUT)
  @State
  public static class StripedUpdate extends Update {

    /** Fills the map. */
    public StripedUpdate() {
      super(new StripedMap<>(), 7);
    }

    @Override
    @Actor
    public void grower() {
      super.grower();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Against an insertion. */
  @Description("Is an insertion lost or doubled that falls into the replacement of the table?")
  @Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "inserted")
  @Outcome(expect = FORBIDDEN, desc = "lost, or doubled")
  abstract static class Insertion extends Full {

    Insertion(InlayMap<Integer, Integer> map, int full) {
      super(map, full);
    }

    /** Inserts. */
    public void other(II_Result result) {
      result.r1 = map.putIfAbsent(NEW_KEY, 2) == null ? 0 : -1;
    }

    /** Reads at the end. */
    public void end(II_Result result) {
      result.r2 = last(NEW_KEY, 1);
    }
  }

  /** Of {@code ShardedMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.SHARDED, protocol = Protocol.REHASH, against = Operation.INSERTION)
  @State
  public static class ShardedInsertion extends Insertion {

    /** Fills the map. */
    public ShardedInsertion() {
      super(sharded(), 6);
    }

    @Override
    @Actor
    public void grower() {
      super.grower();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Of {@code StripedMap}. */
  @JCStressTest
  @Proof.Shipped(
      map = MapKind.STRIPED,
      protocol = Protocol.MIGRATION,
      against = Operation.INSERTION)
  @State
  public static class StripedInsertion extends Insertion {

    /** Fills the map. */
    public StripedInsertion() {
      super(new StripedMap<>(), 7);
    }

    @Override
    @Actor
    public void grower() {
      super.grower();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Against a removal. */
  @Description("Does a key come back that was removed while the table was replaced?")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "removed")
  @Outcome(expect = FORBIDDEN, desc = "it is back")
  abstract static class Removal extends Full {

    Removal(InlayMap<Integer, Integer> map, int full) {
      super(map, full);
    }

    /** Removes. */
    public void other(II_Result result) {
      result.r1 = map.remove(KEY);
    }

    /** Reads at the end. */
    public void end(II_Result result) {
      result.r2 = last(KEY, -1);
    }
  }

  /** Of {@code ShardedMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.SHARDED, protocol = Protocol.REHASH, against = Operation.REMOVAL)
  @State
  public static class ShardedRemoval extends Removal {

    /** Fills the map. */
    public ShardedRemoval() {
      super(sharded(), 6);
    }

    @Override
    @Actor
    public void grower() {
      super.grower();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Of {@code StripedMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.STRIPED, protocol = Protocol.MIGRATION, against = Operation.REMOVAL)
  @State
  public static class StripedRemoval extends Removal {

    /** Fills the map. */
    public StripedRemoval() {
      super(new StripedMap<>(), 7);
    }

    @Override
    @Actor
    public void grower() {
      super.grower();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Against a compute. */
  @Description("Is the result of a function lost that runs while the table is replaced?")
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "computed")
  @Outcome(expect = FORBIDDEN, desc = "lost")
  abstract static class Compute extends Full {

    Compute(InlayMap<Integer, Integer> map, int full) {
      super(map, full);
    }

    /** Adds one. */
    public void other(II_Result result) {
      result.r1 = map.merge(KEY, 1, Integer::sum);
    }

    /** Reads at the end. */
    public void end(II_Result result) {
      result.r2 = last(KEY, 0);
    }
  }

  /** Of {@code ShardedMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.SHARDED, protocol = Protocol.REHASH, against = Operation.COMPUTE)
  @State
  public static class ShardedCompute extends Compute {

    /** Fills the map. */
    public ShardedCompute() {
      super(sharded(), 6);
    }

    @Override
    @Actor
    public void grower() {
      super.grower();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Of {@code StripedMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.STRIPED, protocol = Protocol.MIGRATION, against = Operation.COMPUTE)
  @State
  public static class StripedCompute extends Compute {

    /** Fills the map. */
    public StripedCompute() {
      super(new StripedMap<>(), 7);
    }

    @Override
    @Actor
    public void grower() {
      super.grower();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Against a conditional replacement. */
  @Description(
      "Is a conditional replacement lost, or refused, that falls into the replacement of the"
          + " table?")
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "replaced")
  @Outcome(expect = FORBIDDEN, desc = "lost, or refused")
  abstract static class Replacement extends Full {

    Replacement(InlayMap<Integer, Integer> map, int full) {
      super(map, full);
    }

    /** Replaces the value, if it is the one. */
    public void other(II_Result result) {
      result.r1 = map.replace(KEY, 1, 2) ? 1 : 0;
    }

    /** Reads at the end. */
    public void end(II_Result result) {
      result.r2 = last(KEY, 0);
    }
  }

  /** Of {@code ShardedMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.SHARDED, protocol = Protocol.REHASH, against = Operation.REPLACEMENT)
  @State
  public static class ShardedReplacement extends Replacement {

    /** Fills the map. */
    public ShardedReplacement() {
      super(sharded(), 6);
    }

    @Override
    @Actor
    public void grower() {
      super.grower();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Of {@code StripedMap}. */
  @JCStressTest
  @Proof.Shipped(
      map = MapKind.STRIPED,
      protocol = Protocol.MIGRATION,
      against = Operation.REPLACEMENT)
  @State
  public static class StripedReplacement extends Replacement {

    /** Fills the map. */
    public StripedReplacement() {
      super(new StripedMap<>(), 7);
    }

    @Override
    @Actor
    public void grower() {
      super.grower();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Against a conditional removal. */
  @Description(
      "Is a conditional removal lost, or refused, that falls into the replacement of the table?")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "removed")
  @Outcome(expect = FORBIDDEN, desc = "it is back, or was not removed")
  abstract static class ConditionalRemoval extends Full {

    ConditionalRemoval(InlayMap<Integer, Integer> map, int full) {
      super(map, full);
    }

    /** Removes the value, if it is the one. */
    public void other(II_Result result) {
      result.r1 = map.remove(KEY, 1) ? 1 : 0;
    }

    /** Reads at the end. */
    public void end(II_Result result) {
      result.r2 = last(KEY, -1);
    }
  }

  /** Of {@code ShardedMap}. */
  @JCStressTest
  @Proof.Shipped(
      map = MapKind.SHARDED,
      protocol = Protocol.REHASH,
      against = Operation.CONDITIONAL_REMOVAL)
  @State
  public static class ShardedConditionalRemoval extends ConditionalRemoval {

    /** Fills the map. */
    public ShardedConditionalRemoval() {
      super(sharded(), 6);
    }

    @Override
    @Actor
    public void grower() {
      super.grower();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Of {@code StripedMap}. */
  @JCStressTest
  @Proof.Shipped(
      map = MapKind.STRIPED,
      protocol = Protocol.MIGRATION,
      against = Operation.CONDITIONAL_REMOVAL)
  @State
  public static class StripedConditionalRemoval extends ConditionalRemoval {

    /** Fills the map. */
    public StripedConditionalRemoval() {
      super(new StripedMap<>(), 7);
    }

    @Override
    @Actor
    public void grower() {
      super.grower();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Against a function for an absent key. */
  @Description(
      "Does a function for an absent key run once, and is its result there, when the table is"
          + " replaced meanwhile?")
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "computed")
  @Outcome(expect = FORBIDDEN, desc = "lost, or ran twice")
  abstract static class ComputeIfAbsent extends Full {

    private int runs;

    ComputeIfAbsent(InlayMap<Integer, Integer> map, int full) {
      super(map, full);
    }

    /** Runs a function for an absent key. */
    public void other(II_Result result) {
      result.r1 = map.computeIfAbsent(NEW_KEY, key -> 1 + ++runs);
    }

    /** Reads at the end. */
    public void end(II_Result result) {
      result.r2 = last(NEW_KEY, 1);
    }
  }

  /** Of {@code ShardedMap}. */
  @JCStressTest
  @Proof.Shipped(
      map = MapKind.SHARDED,
      protocol = Protocol.REHASH,
      against = Operation.COMPUTE_IF_ABSENT)
  @State
  public static class ShardedComputeIfAbsent extends ComputeIfAbsent {

    /** Fills the map. */
    public ShardedComputeIfAbsent() {
      super(sharded(), 6);
    }

    @Override
    @Actor
    public void grower() {
      super.grower();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Of {@code StripedMap}. */
  @JCStressTest
  @Proof.Shipped(
      map = MapKind.STRIPED,
      protocol = Protocol.MIGRATION,
      against = Operation.COMPUTE_IF_ABSENT)
  @State
  public static class StripedComputeIfAbsent extends ComputeIfAbsent {

    /** Fills the map. */
    public StripedComputeIfAbsent() {
      super(new StripedMap<>(), 7);
    }

    @Override
    @Actor
    public void grower() {
      super.grower();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Against a function that removes. */
  @Description("Does a key come back that a function removed while the table was replaced?")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "removed")
  @Outcome(expect = FORBIDDEN, desc = "it is back")
  abstract static class ComputeToNull extends Full {

    ComputeToNull(InlayMap<Integer, Integer> map, int full) {
      super(map, full);
    }

    /** Removes by a function. */
    public void other(II_Result result) {
      map.compute(
          KEY,
          (key, value) -> {
            result.r1 = value == null ? 0 : value;
            return null;
          });
    }

    /** Reads at the end. */
    public void end(II_Result result) {
      result.r2 = last(KEY, -1);
    }
  }

  /** Of {@code ShardedMap}. */
  @JCStressTest
  @Proof.Shipped(
      map = MapKind.SHARDED,
      protocol = Protocol.REHASH,
      against = Operation.COMPUTE_TO_NULL)
  @State
  public static class ShardedComputeToNull extends ComputeToNull {

    /** Fills the map. */
    public ShardedComputeToNull() {
      super(sharded(), 6);
    }

    @Override
    @Actor
    public void grower() {
      super.grower();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Of {@code StripedMap}. */
  @JCStressTest
  @Proof.Shipped(
      map = MapKind.STRIPED,
      protocol = Protocol.MIGRATION,
      against = Operation.COMPUTE_TO_NULL)
  @State
  public static class StripedComputeToNull extends ComputeToNull {

    /** Fills the map. */
    public StripedComputeToNull() {
      super(new StripedMap<>(), 7);
    }

    @Override
    @Actor
    public void grower() {
      super.grower();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }
}

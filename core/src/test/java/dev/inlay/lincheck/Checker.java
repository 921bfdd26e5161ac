package dev.inlay.lincheck;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import dev.inlay.contract.tools.TestSettings;
import java.time.Duration;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/**
 * How Lincheck runs: it makes scenarios of a few operations in each of two threads (three under
 * stress), runs each in many interleavings, chosen one by one or by the scheduler, and looks
 * whether some order of the operations explains the results.
 */
final class Checker {

  /** More than the loops that a rebuild takes: fewer, and Lincheck takes them for waiting. */
  private static final int LOOPS = 100_000;

  /** The calls by which it sees that the stack is deep enough, and which touch nothing. */
  private static final ManagedStrategyGuarantee WITHOUT_STACK_ROOM =
      forClasses("dev.inlay.internal.wait.StackRoom").allMethods().ignore();

  /**
   * What {@code IdentityHashMap} keeps instead of null. Lincheck keeps what it has met in static
   * fields in such a map, where this object becomes null, and ends in a {@code
   * NullPointerException} of its own ({@code SnapshotTracker.restoreValues}). The maps have such
   * maps in transactions, each of which one thread uses.
   */
  private static final ManagedStrategyGuarantee WITHOUT_NULL_KEY =
      forClasses("java.util.IdentityHashMap").methods("maskNull", "unmaskNull").ignore();

  /** Lincheck's own time is up too soon on a busy machine, where it first transforms classes. */
  private static final long HANGS = TestSettings.patience(Duration.ofMinutes(2)).toMillis();

  private Checker() {}

  /** Interleavings chosen one by one. */
  static void model(Class<?> operations, int scenarios, int interleavings) {
    chosen(operations, scenarios, interleavings).check(operations);
  }

  /** The same; each thread must finish when it is alone, wherever the others stand. */
  static void lockFree(Class<?> operations, int scenarios, int interleavings) {
    chosen(operations, scenarios, interleavings).checkObstructionFreedom(true).check(operations);
  }

  /** The same, of what has a fault: the first scenario that shows it will do. */
  static void first(Class<?> operations, int scenarios, int interleavings) {
    chosen(operations, scenarios, interleavings).minimizeFailedScenario(false).check(operations);
  }

  private static ModelCheckingOptions chosen(
      Class<?> operations, int scenarios, int interleavings) {
    return new ModelCheckingOptions()
        .loopBound(LOOPS)
        .addGuarantee(WITHOUT_STACK_ROOM)
        .addGuarantee(WITHOUT_NULL_KEY)
        .invocationTimeout$lincheck(HANGS)
        .iterations(TestSettings.times(scenarios))
        .invocationsPerIteration(interleavings)
        .threads(2)
        .actorsBefore(1)
        .actorsPerThread(3)
        .actorsAfter(2)
        .sequentialSpecification(meaning(operations));
  }

  /** Interleavings of the scheduler. */
  static void stress(Class<?> operations, int scenarios, int runs) {
    new StressOptions()
        .iterations(TestSettings.times(scenarios))
        .invocationsPerIteration(runs)
        .threads(3)
        .actorsBefore(1)
        .actorsPerThread(2)
        .actorsAfter(2)
        .sequentialSpecification(meaning(operations))
        .check(operations);
  }

  /** What the operations mean, from the same mappings. */
  private static Class<?> meaning(Class<?> operations) {
    return MapOperations.BeginsWithTwo.class.isAssignableFrom(operations)
        ? HashMapOperations.Two.class
        : HashMapOperations.One.class;
  }
}

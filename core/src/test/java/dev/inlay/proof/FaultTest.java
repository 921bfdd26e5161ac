package dev.inlay.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.contract.tools.TestSettings;
import dev.inlay.proof.weave.HookWeaving;
import dev.inlay.proof.weave.Weaving;
import dev.inlay.proof.weave.WovenLoader;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Memory that runs out at each allocation, a stack that ends at each call, a thread that dies at
 * each: nothing is lost, nothing stays locked, and the map goes on. One place in so many by
 * default, others each time; all of them in a long run ({@code -Dinlay.scale=4}).
 */
class FaultTest {

  private static final long MEMORY = 0;
  private static final long STACK = 1;
  private static final long DEATH = 2;

  @SuppressWarnings("unchecked")
  private static long[] inject(String map, long kind, long stride, Weaving... weavings) {
    BiFunction<String, long[], long[]> shortages =
        new WovenLoader(weavings).make(BiFunction.class, "dev.inlay.scenario.Shortages");
    long step = TestSettings.isLongRun() ? 1 : stride;
    long first = TestSettings.random("FaultTest").nextInt((int) step);
    long[] counts = shortages.apply(map, new long[] {kind, first, step});
    System.out.printf(
        "%s: %,d faults of kind %d, %,d of them seen by the caller%n",
        map, counts[0], kind, counts[1]);
    return counts;
  }

  @ParameterizedTest
  @CsvSource({"ShardedMap, 1, 200", "StripedMap, 1, 300", "SnapshotMap, 3, 300"})
  void memoryRunsOut(String map, long stride, long least) {
    assertThat(inject(map, MEMORY, stride, HookWeaving.ofShortages())[0]).isGreaterThan(least);
  }

  @ParameterizedTest
  @CsvSource({"ShardedMap, 37, 300", "StripedMap, 37, 500", "SnapshotMap, 223, 400"})
  void theStackEnds(String map, long stride, long least) {
    assertThat(inject(map, STACK, stride, HookWeaving.ofShortages())[0]).isGreaterThan(least);
  }

  /** As {@code Thread.stop} used to do it, where a thread calls or changes something. */
  @ParameterizedTest
  @CsvSource({"ShardedMap, 41, 300", "StripedMap, 41, 500", "SnapshotMap, 227, 400"})
  void theThreadDies(String map, long stride, long least) {
    assertThat(inject(map, DEATH, stride, HookWeaving.ofShortages())[0]).isGreaterThan(least);
  }

  /** Without its handlers, a writer loses counts. */
  @Test
  void aMissingHandlerIsNoticed() {
    assertThatThrownBy(
            () ->
                inject(
                    "StripedMap", STACK, 1, HookWeaving.ofShortages(), FaultTest::withoutHandlers))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("StripedMap, fault of kind 1");
  }

  private static ClassVisitor withoutHandlers(
      String className, ClassVisitor next, Object volatiles) {
    if (!className.endsWith(".SlotWriter")) {
      return next;
    }
    return new ClassVisitor(Opcodes.ASM9, next) {
      @Override
      public MethodVisitor visitMethod(
          int access, String name, String descriptor, String signature, String[] exceptions) {
        MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
        return new MethodVisitor(Opcodes.ASM9, method) {
          @Override
          public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
            if (!"java/lang/Error".equals(type)) {
              super.visitTryCatchBlock(start, end, handler, type);
            }
          }
        };
      }
    };
  }
}

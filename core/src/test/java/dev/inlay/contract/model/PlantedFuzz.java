package dev.inlay.contract.model;

import dev.inlay.contract.ReferenceUnderTest;
import dev.inlay.contract.tools.ReferenceMap;
import dev.inlay.hostile.FuzzBytes;
import java.util.function.BiFunction;

/**
 * The control: {@link OperationsFuzz} on a map with a planted bug. The fuzzer must find it; a run
 * that does not has shown nothing about the other targets either.
 */
public final class PlantedFuzz {

  /** Loses the mapping whose function throws, but only when it has five. */
  @SuppressWarnings("serial")
  private static final class Planted extends ReferenceMap<Object, Object> {
    @Override
    public Object compute(
        Object key, BiFunction<? super Object, ? super Object, ? extends Object> remapping) {
      try {
        return super.compute(key, remapping);
      } catch (Attack.Ambush thrown) {
        if (table.size() == 5) {
          table.remove(key);
        }
        throw thrown;
      }
    }
  }

  private PlantedFuzz() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    // The JDK's map, which is inside, waits for itself for ever when a key that it compares in a
    // tree changes that tree.
    new HostileProgram(new ReferenceUnderTest(), Planted::new, new FuzzBytes(input), false).run();
  }
}

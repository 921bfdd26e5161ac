package dev.inlay.internal.striped;

import dev.inlay.contract.tools.Inner;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Tables for tests: without a random multiplier. */
public final class TestChains {
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  private TestChains() {}

  /** Tables in which each run puts each key at the same place. */
  public static TableChain fixed() {
    return new TableChain(0, TableChain.MAX_CAPACITY, MULTIPLIER);
  }

  /** Two threads each say that they have swept a stripe. */
  public static List<Callable<Object>> markedByTwo() {
    TableChain chain = fixed();
    SlotTable source = chain.newTable(4 * Sweep.STRIPE, 1, 0);
    Sweep sweep = new Sweep(chain, source, chain.newTable(8, 2, 0));
    return List.of(
        () -> Objects.requireNonNull(Inner.call(sweep, "markDone", 0)),
        () -> Objects.requireNonNull(Inner.call(sweep, "markDone", 1)),
        () -> String.valueOf(Inner.field(Sweep.class, sweep, "done")));
  }
}

package dev.inlay.internal.table;

import org.jspecify.annotations.Nullable;

/**
 * What a slot holds instead of a value while a transaction over several keys is being published:
 * the value before and the value after. Which of them counts is decided for all keys of the
 * transaction at once by its {@link Decision}.
 *
 * <p>Readers resolve it and never wait. The idea is that of multi-word compare-and-swap (Harris,
 * Fraser, Pratt: «A Practical Multi-Word Compare-and-Swap Operation», 2002), without helping, as
 * all writers hold locks.
 */
public final class PendingValue {

  /**
   * The one moment at which a transaction takes effect: its linearisation point is the write of
   * {@code committed}.
   */
  public static final class Decision {
    private volatile boolean committed;

    /** Makes every pending value of the transaction show what comes after. */
    public void commit() {
      committed = true;
    }
  }

  private final Decision decision;
  private final @Nullable Object before;
  private final @Nullable Object after;

  /** Makes the pending value of one key; {@code null} stands for an absent mapping. */
  public PendingValue(Decision decision, @Nullable Object before, @Nullable Object after) {
    this.decision = decision;
    this.before = before;
    this.after = after;
  }

  /** Returns the value that counts now, {@code null} when the mapping is absent. */
  public static @Nullable Object resolve(@Nullable Object value) {
    if (value instanceof PendingValue pending) {
      return pending.decision.committed ? pending.after : pending.before;
    }
    return value;
  }
}

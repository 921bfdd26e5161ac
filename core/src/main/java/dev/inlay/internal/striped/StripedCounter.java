package dev.inlay.internal.striped;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A sum in one cell while one thread counts, and in as many as there are processors once two have
 * met. Each cell changes by one atomic addition: an error leaves it as it was. (That, and the one
 * cell, is what {@link java.util.concurrent.atomic.LongAdder} does not give.)
 */
final class StripedCounter {

  /** The power of two at or above the number of processors. */
  private static final int CELLS =
      Integer.highestOneBit(2 * Math.min(64, Runtime.getRuntime().availableProcessors()) - 1);

  private static final VarHandle CELLS_OF;
  private static final VarHandle BASE;

  static {
    try {
      BASE = MethodHandles.lookup().findVarHandle(StripedCounter.class, "base", long.class);
      CELLS_OF = MethodHandles.lookup().findVarHandle(StripedCounter.class, "cells", Cell[].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** A cell with room around it: no two share a cache line, nor the pair that is prefetched. */
  private static final class Cell extends AtomicLong {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("UnusedVariable")
    long p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14;
  }

  private volatile long base;

  /** Null until two threads have met. */
  private volatile Cell @Nullable [] cells;

  void add(long amount) {
    Cell[] cells = this.cells;
    if (cells == null) {
      long now = base;
      if (BASE.compareAndSet(this, now, now + amount)) {
        return;
      }
      cells = spread();
    }
    if (cells == null) {
      addInOneCell(amount);
    } else {
      cells[(int) Thread.currentThread().getId() & (CELLS - 1)].getAndAdd(amount);
    }
  }

  /** For want of memory for several. */
  private void addInOneCell(long amount) {
    BASE.getAndAdd(this, amount);
  }

  private Cell @Nullable [] spread() {
    try {
      Cell[] more = new Cell[CELLS];
      for (int i = 0; i < CELLS; i++) {
        more[i] = new Cell();
      }
      CELLS_OF.compareAndSet(this, null, more);
    } catch (OutOfMemoryError | StackOverflowError e) {
      return cells; // one cell will do
    }
    return cells;
  }

  long sum() {
    long sum = base;
    Cell[] cells = this.cells;
    if (cells != null) {
      for (Cell cell : cells) {
        sum += cell.get();
      }
    }
    return sum;
  }
}

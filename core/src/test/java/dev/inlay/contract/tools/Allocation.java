package dev.inlay.contract.tools;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** How much code allocates in its thread: no less than the memory it held at any moment. */
public final class Allocation {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final long before = THREADS.getCurrentThreadAllocatedBytes();

  private Allocation() {}

  /** Begins to count for this thread. */
  public static Allocation begin() {
    return new Allocation();
  }

  /** The bytes that this thread has allocated since. */
  public long bytes() {
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}

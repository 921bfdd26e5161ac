package dev.inlay.contract.tools;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Asks the garbage collector what is still reachable. */
public final class Reachability {

  /** Threads that are idle end after seconds, and a collection of a large heap takes some. */
  private static final Duration PATIENCE = TestSettings.patience(Duration.ofSeconds(30));

  private Reachability() {}

  /** Returns how many of the objects survive, having collected until at most {@code goal} do. */
  public static long survivors(Collection<? extends WeakReference<?>> references, long goal) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long alive;
    do {
      System.gc();
      alive = references.stream().filter(reference -> reference.get() != null).count();
    } while (alive > goal && System.nanoTime() < deadline);
    return alive;
  }

  /** Tells whether an object can be collected. */
  public static boolean collected(WeakReference<?> reference) {
    return survivors(List.of(reference), 0) == 0;
  }
}

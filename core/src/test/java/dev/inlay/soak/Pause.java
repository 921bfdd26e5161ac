package dev.inlay.soak;

/** Waiting by threads that others interrupt. */
final class Pause {
  private Pause() {}

  /** Waits for a time, or until interrupted. */
  static void millis(long millis, Tally tally) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      tally.survived(Fault.INTERRUPT);
    }
  }

  /** Waits as long as something took that began at {@code start}, so that others get their turn. */
  static void asLongAsSince(long start, Tally tally) {
    millis(1 + (System.nanoTime() - start) / 1_000_000, tally);
  }

  /** Waits for the end of a thread. */
  static void join(Thread thread, Tally tally) {
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        tally.survived(Fault.INTERRUPT);
      }
    }
  }
}

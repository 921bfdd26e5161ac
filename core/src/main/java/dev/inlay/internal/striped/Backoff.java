package dev.inlay.internal.striped;

/**
 * What a writer does when another was faster at its key: it lets the other go on for a moment. Two
 * threads that both try at once hand the slot's cache line back and forth at each operation; one
 * that is let alone does many meanwhile. (Exponential backoff: Anderson, «The Performance of Spin
 * Lock Alternatives for Shared-Memory Multiprocessors», 1990.)
 */
final class Backoff {

  private static final int MAX_PAUSES = 64;

  private Backoff() {}

  /** Returns how many pauses are due after a number of losses: 2 at first, 64 at most. */
  static int pauses(int losses) {
    return losses > 4 ? MAX_PAUSES : 2 << losses;
  }

  /** Pauses: of about a microsecond at most. */
  static void pause(int pauses) {
    for (int i = 0; i < pauses; i++) {
      Thread.onSpinWait();
    }
  }
}

package dev.inlay.proof.hook;

/** Runs one thing within another, where a mutant parts what is one step. */
public final class Meanwhile {

  private Meanwhile() {}

  /**
   * Runs a step, and another: between the parts of the first, if it has been torn in two, as a
   * mutant's is that calls {@link Hooks}; else after it.
   */
  public static void run(Runnable first, Runnable second) {
    boolean[] done = {false};
    Thread me = Thread.currentThread();
    Runnable once =
        () -> {
          if (!done[0]) {
            done[0] = true;
            second.run();
          }
        };
    Hooks.listen(
        new Hooks.Listener() {
          @Override
          public void access(boolean write) {
            if (Thread.currentThread() == me) {
              once.run();
            }
          }
        });
    try {
      first.run();
    } finally {
      Hooks.listen(null);
    }
    once.run();
  }
}

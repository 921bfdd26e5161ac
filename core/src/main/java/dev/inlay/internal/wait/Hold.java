package dev.inlay.internal.wait;

/**
 * What a thread keeps others from while it runs a function of the user's: a key, or a whole map. An
 * object of its own for each run.
 */
public interface Hold extends Awaited {

  /** Returns the thread that runs the function. */
  Thread owner();

  /** Describes what is held, for messages: «key 7». */
  String what();
}

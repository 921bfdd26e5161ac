package dev.inlay.internal.wait;

/**
 * What a thread keeps others from while it runs a function of the user's: a key, a shard, or a
 * whole map. Equal to another only if both are the same thread's hold on the same thing.
 */
public interface Hold extends Awaited {

  /** Returns the thread that runs the function. */
  Thread owner();

  /** Describes what is held, for messages: «key 7». */
  String what();
}

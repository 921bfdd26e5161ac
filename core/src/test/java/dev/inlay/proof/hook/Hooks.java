package dev.inlay.proof.hook;

import org.jspecify.annotations.Nullable;

/**
 * Where woven classes call: set by one test at a time. Lives outside the woven loader, so that all
 * weavings share it.
 */
public final class Hooks {

  /** Sees what a woven thread is about to do. */
  public interface Listener {

    /** A read or write of memory that threads share. */
    default void access(boolean write) {}

    /** A pause of a thread that will look again by itself: a turn of a spin loop, or a sleep. */
    default void pause() {}

    /** A thread is about to park until another wakes it. */
    default void park() {}

    /** A thread wakes another. */
    default void unpark(@Nullable Thread thread) {}

    /** An allocation, or a call of the JDK's that may allocate. */
    default void allocation() {}

    /** The begin of a method, or a call of the JDK's: where the stack may end. */
    default void call() {}

    /**
     * A call that runs user code, if the object is the user's, or the JDK's with one of the user's
     * as first argument.
     */
    default void user(@Nullable Object called, @Nullable Object argument) {}
  }

  private static volatile @Nullable Listener listener;

  private Hooks() {}

  /** Makes a listener see all woven threads; {@code null} for none. */
  public static void listen(@Nullable Listener next) {
    listener = next;
  }

  public static void read() {
    Listener present = listener;
    if (present != null) {
      present.access(false);
    }
  }

  public static void write() {
    Listener present = listener;
    if (present != null) {
      present.access(true);
    }
  }

  public static void pause() {
    Listener present = listener;
    if (present != null) {
      present.pause();
    }
  }

  public static void park() {
    Listener present = listener;
    if (present != null) {
      present.park();
    }
  }

  public static void unpark(@Nullable Thread thread) {
    Listener present = listener;
    if (present != null) {
      present.unpark(thread);
    }
  }

  public static void allocation() {
    Listener present = listener;
    if (present != null) {
      present.allocation();
    }
  }

  public static void call() {
    Listener present = listener;
    if (present != null) {
      present.call();
    }
  }

  public static void user(@Nullable Object called, @Nullable Object argument) {
    Listener present = listener;
    if (present != null) {
      present.user(called, argument);
    }
  }
}

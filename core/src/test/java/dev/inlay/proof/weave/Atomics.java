package dev.inlay.proof.weave;

/** Knows the atomic classes of the JDK that the maps use, and the maps' own subclasses of them. */
public final class Atomics {

  private Atomics() {}

  /** Tells whether a class, named with slashes, is one of them. */
  public static boolean isAtomic(String owner) {
    return owner.startsWith("java/util/concurrent/atomic/Atomic")
        || owner.equals("dev/inlay/internal/striped/StripedCounter$Cell");
  }
}

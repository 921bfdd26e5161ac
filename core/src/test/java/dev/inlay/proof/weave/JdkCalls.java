package dev.inlay.proof.weave;

import java.util.Set;

/**
 * Knows of the JDK's methods, whose classes are not woven, what a thread may notice of them from
 * outside.
 */
final class JdkCalls {

  /** Of these, no method allocates. */
  private static final Set<String> NEVER_ALLOCATING =
      Set.of(
          "java/lang/Object",
          "java/lang/Math",
          "java/lang/Runnable",
          "java/lang/Thread",
          "java/lang/invoke/VarHandle",
          "java/util/concurrent/locks/LockSupport");

  /** No method of these names allocates, whichever class has it. */
  private static final Set<String> NOT_ALLOCATING =
      Set.of(
          "requireNonNull",
          "bitCount",
          "numberOfTrailingZeros",
          "numberOfLeadingZeros",
          "highestOneBit",
          "reverse",
          "arraycopy",
          "compare",
          "intValue",
          "longValue",
          "size",
          "isEmpty",
          "hasNext",
          "peek",
          "poll",
          "remove",
          "getClass",
          "get");

  /** Calls of these are no places for faults. */
  private static final Set<String> NO_CALL = Set.of("onSpinWait", "getClass");

  private JdkCalls() {}

  private static boolean isJdk(String owner) {
    return owner.startsWith("java/");
  }

  /** Tells whether a stack may end, or a thread die, in a call. */
  static boolean mayFail(String owner, String name) {
    return (isJdk(owner) || Atomics.isAtomic(owner))
        && !NO_CALL.contains(name)
        && !(owner.equals("java/lang/Object") && name.equals("<init>"));
  }

  /** Tells whether a call may run out of memory. */
  static boolean mayAllocate(String owner, String name) {
    return name.equals("clone")
        || (isJdk(owner)
            && !NEVER_ALLOCATING.contains(owner)
            && !owner.startsWith("java/util/function/") // the user's, or woven
            && !Atomics.isAtomic(owner)
            && !NOT_ALLOCATING.contains(name));
  }

  /**
   * Tells whether a call may have had its effect before its stack or its thread ended: it changes a
   * collection in more than one step.
   */
  static boolean mayFailLate(String owner, String name) {
    return owner.startsWith("java/util/")
        && (name.equals("add")
            || name.equals("put")
            || name.equals("remove")
            || name.equals("poll"))
        && !owner.endsWith("Iterator");
  }

  /** Tells whether a call reads or changes a collection that threads share. */
  static boolean isShared(String owner) {
    return owner.equals("java/util/concurrent/ConcurrentLinkedQueue")
        || owner.equals("java/util/concurrent/ConcurrentHashMap");
  }

  /** Tells whether a call of a shared collection only reads. */
  static boolean isRead(String name) {
    return name.equals("peek")
        || name.equals("isEmpty")
        || name.equals("get")
        || name.equals("iterator")
        || name.equals("stream");
  }
}

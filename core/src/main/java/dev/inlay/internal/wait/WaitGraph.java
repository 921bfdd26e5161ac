package dev.inlay.internal.wait;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which thread waits for what, in all maps: only threads that wait for longer than a few
 * microseconds are in it.
 *
 * <p>A thread waits for one thing at most, on which there is one hold at a time, and a hold has one
 * owner, so the graph is a set of chains: <i>this thread, the hold it waits for, its owner, what
 * that waits for</i>. A thread enters its wait before it follows its chain, and both are volatile,
 * so whoever closes a cycle last sees it; and it looks again every few milliseconds, as some holds
 * are seen late. Each wait is an object of its own. So when a chain that leads back to this thread
 * is found twice with the same holds and waits, each owner has been in one and the same wait from
 * when the first walk came by until the second did, and was seen to have its hold in it: all those
 * waits held at one time, between the walks, and nobody can go on. This thread gives up.
 *
 * <p>The JDK's map holds the chains, as ours cannot wait for itself.
 */
public final class WaitGraph {

  private static final int LONGEST = 10_000;
  private static final int LONGEST_TEXT = 100;

  /** How many calls deep the end of a wait goes at most, with room to spare. */
  private static final int CALLS_OF_END = 128;

  private static final ConcurrentHashMap<Thread, Wait> WAITS = new ConcurrentHashMap<>();

  private WaitGraph() {}

  /** One wait of one thread: equal to no other. */
  private static final class Wait {
    final Awaited awaited;

    Wait(Awaited awaited) {
      this.awaited = awaited;
    }
  }

  /** The holds from that on the first thing to one of the walking thread's own. */
  private static final class Chain {
    final List<Hold> holds = new ArrayList<>();

    /** In which wait the owner of each was; {@code null} in none. */
    final List<@Nullable Wait> waits = new ArrayList<>();

    boolean isSameAs(@Nullable Chain other) {
      return other != null && holds.equals(other.holds) && waits.equals(other.waits);
    }
  }

  /** Thrown when waiting would never end. */
  public static final class CycleException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Hold own;

    CycleException(String message, Hold own) {
      super(message);
      this.own = own;
    }

    /** Returns the hold of this thread that closes the cycle. */
    public @Nullable Hold own() {
      return own;
    }
  }

  /**
   * Enters a wait; {@link #end} is to follow, from no deeper in the stack: there is room for it, as
   * a wait that stayed here would later look like part of a cycle.
   *
   * @throws StackOverflowError if there is no room; the wait has not been entered then
   */
  public static void begin(Thread thread, Awaited awaited) {
    StackRoom.require(CALLS_OF_END);
    WAITS.put(thread, new Wait(awaited));
  }

  /** Tells whether a thread waits for this. */
  public static boolean isAwaited(Awaited awaited) {
    for (Wait wait : WAITS.values()) {
      if (wait.awaited == awaited) {
        return true;
      }
    }
    return false;
  }

  /** Ends the wait of a thread, if it is in one. */
  public static void end(Thread thread) {
    WAITS.remove(thread);
  }

  /**
   * Checks that a wait can end.
   *
   * @throws CycleException if it cannot
   */
  public static void refuseCycle(Thread me, Awaited first) {
    Chain chain = chainBackTo(me, first);
    if (chain != null && chain.isSameAs(chainBackTo(me, first))) {
      StringBuilder text = new StringBuilder();
      for (Hold hold : chain.holds) {
        text.append(", ").append(hold.what()).append(" is held by ").append(hold.owner().getName());
      }
      throw new CycleException(
          "deadlock: a function that runs in "
              + me.getName()
              + " updates a key for which another function runs, which waits for this one ("
              + text.substring(2)
              + "); functions given to maps must not update other keys in conflicting order",
          chain.holds.get(chain.holds.size() - 1));
    }
  }

  private static @Nullable Chain chainBackTo(Thread me, Awaited first) {
    Chain chain = new Chain();
    for (Awaited awaited = first; awaited != null && chain.holds.size() < LONGEST; ) {
      Hold hold = awaited.currentHold();
      if (hold == null) {
        return null;
      }
      Wait wait = WAITS.get(hold.owner());
      chain.holds.add(hold);
      chain.waits.add(wait);
      if (hold.owner() == me) {
        return chain;
      }
      awaited = wait == null ? null : wait.awaited;
    }
    return null;
  }

  /** Returns a key's text, as far as it has one. */
  public static String describe(Object key) {
    String text;
    try {
      text = String.valueOf(key);
    } catch (RuntimeException | StackOverflowError e) {
      return "of " + key.getClass().getName();
    }
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
  }
}

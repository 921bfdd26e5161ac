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
 * that waits for</i>. A thread enters itself before it follows its chain, and both are volatile, so
 * whoever closes a cycle last sees it. A hold ends once and is never used again; so when a chain
 * that leads back to this thread is found twice with the same holds, its owners have all been
 * waiting between the two walks, each for another: nobody can go on. This thread gives up.
 *
 * <p>The JDK's map holds the chains, as ours cannot wait for itself.
 */
public final class WaitGraph {

  private static final int LONGEST = 10_000;
  private static final int LONGEST_TEXT = 100;

  private static final ConcurrentHashMap<Thread, Awaited> WAITS = new ConcurrentHashMap<>();

  private WaitGraph() {}

  public static void begin(Thread thread, Awaited awaited) {
    WAITS.put(thread, awaited);
  }

  public static void end(Thread thread) {
    WAITS.remove(thread);
  }

  /**
   * Checks that a wait can end.
   *
   * @throws IllegalStateException if it cannot
   */
  public static void refuseCycle(Thread me, Awaited first) {
    List<Hold> chain = chainBackTo(me, first);
    if (chain != null && chain.equals(chainBackTo(me, first))) {
      StringBuilder text = new StringBuilder();
      for (Hold link : chain) {
        text.append(", ").append(link.what()).append(" is held by ").append(link.owner().getName());
      }
      throw new IllegalStateException(
          "deadlock: a function that runs in "
              + me.getName()
              + " updates a key for which another function runs, which waits for this one ("
              + text.substring(2)
              + "); functions given to the map must not update its other keys in conflicting order");
    }
  }

  /** Returns the holds from that on the first thing to one of this thread's own. */
  private static @Nullable List<Hold> chainBackTo(Thread me, Awaited first) {
    List<Hold> chain = new ArrayList<>();
    for (Awaited link = first; link != null && chain.size() < LONGEST; ) {
      Hold hold = link.currentHold();
      if (hold == null) {
        return null;
      }
      chain.add(hold);
      if (hold.owner() == me) {
        return chain;
      }
      link = WAITS.get(hold.owner());
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

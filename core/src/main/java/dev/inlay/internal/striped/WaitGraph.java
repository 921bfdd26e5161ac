package dev.inlay.internal.striped;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which thread waits for which reservation, in all maps: only threads that wait for longer than a
 * few microseconds are in it.
 *
 * <p>A thread waits for one reservation at most, and a reservation has one owner, so the graph is a
 * set of chains: <i>this thread, what it waits for, its owner, what that waits for</i>. A thread
 * enters itself before it follows its chain, and both are volatile, so whoever closes a cycle last
 * sees it. A reservation is decided once and never used again; so when a chain that leads back to
 * this thread is found twice with the same reservations, none of them decided, its owners have all
 * been waiting between the two walks, each for another: nobody can go on. This thread gives up.
 *
 * <p>The JDK's map holds the chains, as ours cannot wait for itself.
 */
final class WaitGraph {

  private static final int LONGEST = 10_000;
  private static final int LONGEST_TEXT = 100;

  private static final ConcurrentHashMap<Thread, Reservation> WAITS = new ConcurrentHashMap<>();

  private WaitGraph() {}

  static void begin(Thread thread, Reservation reservation) {
    WAITS.put(thread, reservation);
  }

  static void end(Thread thread) {
    WAITS.remove(thread);
  }

  /**
   * Checks that a wait can end.
   *
   * @throws IllegalStateException if it cannot
   */
  static void refuseCycle(Thread me, Reservation first) {
    List<Reservation> chain = chainBackTo(me, first);
    if (chain != null && chain.equals(chainBackTo(me, first))) {
      StringBuilder text = new StringBuilder();
      for (Reservation link : chain) {
        text.append(", key ")
            .append(describe(link.key()))
            .append(" is held by ")
            .append(link.owner.getName());
      }
      throw new IllegalStateException(
          "deadlock: a function that runs in "
              + me.getName()
              + " updates a key for which another function runs, which waits for this one ("
              + text.substring(2)
              + "); functions given to the map must not update its other keys in conflicting order");
    }
  }

  /** Returns the undecided reservations from the first one to one of this thread's own. */
  private static @Nullable List<Reservation> chainBackTo(Thread me, Reservation first) {
    List<Reservation> chain = new ArrayList<>();
    for (Reservation link = first; link != null && chain.size() < LONGEST; ) {
      if (link.isDecided()) {
        return null;
      }
      chain.add(link);
      if (link.owner == me) {
        return chain;
      }
      link = WAITS.get(link.owner);
    }
    return null;
  }

  /** Returns a key's text, as far as it has one. */
  static String describe(Object key) {
    String text;
    try {
      text = String.valueOf(key);
    } catch (RuntimeException | StackOverflowError e) {
      return "of " + key.getClass().getName();
    }
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
  }
}

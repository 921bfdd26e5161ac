package dev.inlay.internal.shard;

import dev.inlay.internal.shard.Shard.Waiting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Waiting for a shard that is held for long, thus by a thread that runs user code, without ever
 * hanging.
 *
 * <p>A cycle needs a thread that owns a shard and waits for another. Such a thread announces its
 * wait on every shard it owns, then follows the chain <i>shard, its owner, what that owner waits
 * for</i>. If the chain comes back to the thread itself, and a second walk finds the same owners in
 * the same waits (each wait is an object of its own), then all those waits held at one time between
 * the walks: it is a deadlock, and this thread gives up. The announcement precedes the walk and
 * both are volatile, so the last thread that closes a cycle sees it; it looks again every few
 * milliseconds, as owners are published with plain writes.
 */
final class WaitCycle {

  private static final int LONGEST = 10_000;

  private WaitCycle() {}

  /** Thrown when waiting would never end. */
  static final class LockCycleException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    LockCycleException(String message) {
      super(message);
    }
  }

  /**
   * Announces that this thread waits for a shard, if it owns others, and checks that the wait can
   * end.
   *
   * @throws LockCycleException if it cannot
   */
  static void refuse(Shard target) {
    List<Shard> owned = target.directory.ownedByCurrentThread();
    if (!owned.isEmpty()) {
      if (owned.get(0).waiting() == null) {
        Waiting wait = new Waiting(target);
        owned.forEach(shard -> shard.setWaiting(wait));
      }
      refuseCycle(target);
    }
  }

  /** Takes the announcement back. */
  static void end(Shard target) {
    for (Shard shard : target.directory.ownedByCurrentThread()) {
      shard.setWaiting(null);
    }
  }

  private static void refuseCycle(Shard target) {
    List<Link> first = chainBackToCurrentThread(target);
    if (first != null && first.equals(chainBackToCurrentThread(target))) {
      StringBuilder chain = new StringBuilder();
      first.forEach(link -> chain.append(", which waits for ").append(link.owner.getName()));
      throw new LockCycleException(
          "deadlock: a function that runs under a shard's lock in "
              + Thread.currentThread().getName()
              + " updates a key whose shard is held by a thread that waits for this one ("
              + chain.substring(", which ".length())
              + "); functions given to the map must not update its other keys in conflicting order");
    }
  }

  private record Link(Shard shard, Thread owner, @Nullable Waiting waiting) {}

  private static @Nullable List<Link> chainBackToCurrentThread(Shard target) {
    List<Link> links = new ArrayList<>();
    Shard shard = target;
    while (links.size() < LONGEST) {
      Thread owner = shard.ownerVolatile();
      Waiting waiting = shard.waiting();
      if (owner == null) {
        return null;
      }
      links.add(new Link(shard, owner, waiting));
      if (owner == Thread.currentThread()) {
        return links;
      }
      if (waiting == null) {
        return null;
      }
      shard = waiting.target;
    }
    return null;
  }
}

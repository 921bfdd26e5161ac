package dev.inlay.internal.snapshot;

import dev.inlay.internal.wait.StackRoom;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners of new versions. Writers append each version to one list, in their turn; each
 * listener has a position in it, and a task that goes on from there. What all listeners have passed
 * is garbage.
 *
 * <p>A listener that is more than {@link #LONGEST_BACKLOG} versions behind is moved: its next call
 * leads from the version it knows to the latest one. So the memory it holds back is bounded.
 */
public final class ChangeFeed {

  /** How many versions are kept for a listener that has fallen behind. */
  public static final int LONGEST_BACKLOG = 1_024;

  private static final VarHandle POSITION;
  private static final VarHandle STATE;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      POSITION = lookup.findVarHandle(Mailbox.class, "position", Link.class);
      STATE = lookup.findVarHandle(Mailbox.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** A version in the list. */
  static final class Link {
    final Version version;
    volatile @Nullable Link next;

    Link(Version version) {
      this.version = version;
    }
  }

  private static final Mailbox[] NOBODY = {};

  /** The latest version; {@code null} when nobody has listened to it. Written in turns only. */
  volatile @Nullable Link tail;

  private volatile Mailbox[] mailboxes = NOBODY;

  /** Makes a link for a version, or {@code null} when nobody listens. */
  @Nullable Link linkFor(Version version) {
    return mailboxes.length == 0 ? null : new Link(version);
  }

  /** Adds a mailbox; in a turn. */
  void add(Mailbox mailbox, Version current) {
    Link latest = tail;
    if (latest == null || latest.version != current) {
      latest = new Link(current); // nobody has listened for a while
      tail = latest;
    }
    mailbox.feed = this;
    mailbox.position = latest;
    synchronized (this) {
      Mailbox[] more = Arrays.copyOf(mailboxes, mailboxes.length + 1);
      more[mailboxes.length] = mailbox;
      mailboxes = more;
    }
  }

  private synchronized void remove(Mailbox mailbox) {
    mailboxes = Arrays.stream(mailboxes).filter(other -> other != mailbox).toArray(Mailbox[]::new);
  }

  /** Sees that all listeners are told of what there is; after a turn. */
  void deliver() {
    for (Mailbox mailbox : mailboxes) {
      mailbox.skipBacklog(this);
      mailbox.start();
    }
  }

  /**
   * A listener and how far it has come.
   *
   * <pre>
   *   state      next: by whom
   *   IDLE       SCHEDULED: a writer that gives the executor a task
   *   SCHEDULED  RUNNING: the task; IDLE: the writer, if the executor did not take it
   *   RUNNING    IDLE: the task, which then looks once more whether there is something to tell
   * </pre>
   *
   * <p>No link may be in a local variable while the listener runs: it would hold all later versions
   * until the listener returns.
   */
  public static final class Mailbox {

    /**
     * How many calls an executor makes, with room to spare: should the stack end inside, its locks
     * may stay locked.
     */
    private static final int CALLS_OF_AN_EXECUTOR = 1_000;

    private static final int IDLE = 0;
    private static final int SCHEDULED = 1;
    private static final int RUNNING = 2;

    private final Executor executor;

    /** Makes the call that tells of two versions. */
    private volatile @Nullable BiFunction<Version, Version, Runnable> calls;

    private volatile @Nullable ChangeFeed feed;
    private volatile @Nullable Link position;

    @SuppressWarnings("UnusedVariable") // through STATE
    private volatile int state;

    /**
     * Makes a mailbox whose listener is called by tasks of an executor, one at a time.
     *
     * @param executor runs the calls
     * @param calls makes a call for an older and a newer version: all that the call allocates
     *     before it reaches the listener, so that no version is skipped for lack of memory
     */
    public Mailbox(Executor executor, BiFunction<Version, Version, Runnable> calls) {
      this.executor = executor;
      this.calls = calls;
    }

    /** Ends the deliveries, and forgets the listener and the map; a call that runs goes on. */
    public void close() {
      calls = null;
      ChangeFeed mine = feed;
      if (mine != null) {
        mine.remove(this);
      }
      feed = null;
      position = null;
    }

    private void skipBacklog(ChangeFeed feed) {
      Link known = position;
      Link latest = feed.tail;
      if (known != null
          && latest != null
          && latest.version.number - known.version.number > LONGEST_BACKLOG
          && known.next != latest) {
        Link shortened = new Link(known.version);
        shortened.next = latest;
        POSITION.compareAndSet(this, known, shortened);
      }
    }

    private boolean hasNext() {
      Link known = position;
      return known != null && known.next != null;
    }

    /** Gives the executor a task if there is something to tell and it has none. */
    private void start() {
      if (state != IDLE || !hasNext()) {
        return; // a task that runs looks once more after it has said that it is idle
      }
      StackRoom.require(CALLS_OF_AN_EXECUTOR);
      if (hasNext() && STATE.compareAndSet(this, IDLE, SCHEDULED)) {
        try {
          executor.execute(this::run);
        } catch (RejectedExecutionException e) {
          STATE.compareAndSet(this, SCHEDULED, IDLE); // the next publication tries again
        } catch (Throwable thrown) {
          STATE.compareAndSet(this, SCHEDULED, IDLE);
          report(thrown);
        }
      }
    }

    private void run() {
      if (!STATE.compareAndSet(this, SCHEDULED, RUNNING)) {
        return; // the executor took the task though it said that it did not
      }
      do {
        try {
          for (Runnable call = take(); call != null; call = take()) {
            tell(call);
          }
        } finally {
          state = IDLE;
        }
      } while (hasNext() && STATE.compareAndSet(this, IDLE, RUNNING));
    }

    /** Moves the position on, before the listener is called. */
    private @Nullable Runnable take() {
      for (; ; ) {
        BiFunction<Version, Version, Runnable> making = calls;
        Link known = position;
        Link next = known == null ? null : known.next;
        if (making == null || known == null || next == null) {
          return null;
        }
        // First: should memory run out here, the position has not moved, and the next task goes on.
        Runnable call = making.apply(known.version, next.version);
        if (POSITION.compareAndSet(this, known, next)) {
          return call;
        }
      }
    }

    private void tell(Runnable call) {
      if (calls != null) {
        try {
          call.run();
        } catch (Throwable thrown) {
          report(thrown);
        }
      }
    }

    private static void report(Throwable thrown) {
      Thread thread = Thread.currentThread();
      try {
        thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
      } catch (Throwable alsoThrown) {
        return; // there is nobody left to tell
      }
    }
  }
}

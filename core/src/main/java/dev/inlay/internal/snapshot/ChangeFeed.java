package dev.inlay.internal.snapshot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
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
  private static final VarHandle RUNNING;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      POSITION = lookup.findVarHandle(Mailbox.class, "position", Link.class);
      RUNNING = lookup.findVarHandle(Mailbox.class, "running", boolean.class);
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
      Link latest = tail;
      if (latest != null) {
        mailbox.skipBacklog(latest);
      }
      mailbox.start();
    }
  }

  /** A listener and how far it has come. */
  public static final class Mailbox {

    private final Executor executor;
    private final BiConsumer<Version, Version> listener;
    private @Nullable ChangeFeed feed;
    private volatile @Nullable Link position;
    private volatile boolean closed;

    @SuppressWarnings("UnusedVariable") // through RUNNING
    private volatile boolean running;

    /** Makes a mailbox whose listener is called by tasks of an executor, one at a time. */
    public Mailbox(Executor executor, BiConsumer<Version, Version> listener) {
      this.executor = executor;
      this.listener = listener;
    }

    /** Ends the deliveries; a call that runs goes on. */
    public void close() {
      closed = true;
      ChangeFeed mine = feed;
      if (mine != null) {
        mine.remove(this);
      }
      position = null;
    }

    private void skipBacklog(Link latest) {
      Link known = position;
      if (known != null
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

    private void start() {
      if (hasNext() && RUNNING.compareAndSet(this, false, true)) {
        boolean started = false;
        try {
          executor.execute(this::run);
          started = true;
        } catch (RejectedExecutionException e) {
          return; // the next publication tries again
        } finally {
          if (!started) {
            running = false;
          }
        }
      }
    }

    private void run() {
      do {
        try {
          while (!closed && deliverNext()) {
            // until there is no more
          }
        } finally {
          running = false;
        }
      } while (!closed && hasNext() && RUNNING.compareAndSet(this, false, true));
    }

    private boolean deliverNext() {
      Link known = position;
      Link next = known == null ? null : known.next;
      if (known == null || next == null) {
        return false;
      }
      // Before the call: a writer that shortens the backlog meanwhile does so from the next one on.
      if (POSITION.compareAndSet(this, known, next)) {
        try {
          listener.accept(known.version, next.version);
        } catch (Throwable thrown) {
          report(thrown);
        }
      }
      return true;
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

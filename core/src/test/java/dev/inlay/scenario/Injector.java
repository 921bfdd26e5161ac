package dev.inlay.scenario;

import dev.inlay.proof.hook.Hooks;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts events of one thread, and throws at one of them. */
final class Injector implements Hooks.Listener {

  /** What comes to its end. */
  enum Kind {
    /** Memory, for one allocation. */
    MEMORY,
    /** The stack. */
    STACK,
    /** The thread. */
    DEATH,
    /** Memory, until the step ends: handlers get none either. */
    ALL_MEMORY,
    /** The patience of user code: it throws an exception. */
    USER;

    boolean isOfMemory() {
      return this == MEMORY || this == ALL_MEMORY;
    }

    Throwable thrown() {
      return switch (this) {
        case MEMORY, ALL_MEMORY -> new OutOfMemoryError("injected");
        case STACK -> new StackOverflowError("injected");
        case DEATH -> new Error("injected");
        case USER -> new UserFailure();
      };
    }
  }

  /** What user code throws. */
  static final class UserFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    UserFailure() {
      super("injected");
    }
  }

  private static final int FRAMES = 6;
  private static final int MOST_EVENTS_BEFORE_ANOTHER = 23;

  /** More calls than any step makes: what goes on for ever is ended by an error at each further. */
  private static final long MOST_CALLS = 3_000_000;

  /** What runs only after {@code StackRoom.require} has passed, and needs no more than that. */
  private static final Set<String> GUARDED =
      Set.of("ShardLocks.release", "ShardTransaction.finish", "FlatTable.setCollisions");

  private final Thread thread = Thread.currentThread();
  private final Kind kind;
  private long left;
  private long callsOfStep;
  private @Nullable Company company;

  long events;
  @Nullable Throwable thrown;
  boolean seen;

  /**
   * Makes one for the calling thread.
   *
   * @param at which event it throws at, from 0
   */
  Injector(Kind kind, long at) {
    this.kind = kind;
    left = at;
  }

  /** Makes one of the same kind that throws at one of the next few events, others each time. */
  Injector again() {
    return new Injector(kind, events % MOST_EVENTS_BEFORE_ANOTHER);
  }

  /** A step begins, which may meet others. */
  void begin(@Nullable Company met) {
    callsOfStep = 0;
    company = met;
    if (thrown != null) {
      left = Long.MAX_VALUE;
    }
  }

  /** Tells whether something is one of those thrown here. */
  boolean threw(Throwable error) {
    return error == thrown || (kind == Kind.ALL_MEMORY && "injected".equals(error.getMessage()));
  }

  @Override
  public void allocation() {
    if (Thread.currentThread() == thread && kind.isOfMemory()) {
      event();
    }
  }

  @Override
  public void call() {
    if (Thread.currentThread() == thread) {
      if (++callsOfStep > MOST_CALLS) {
        throw new AssertionError("goes on for ever");
      }
      if (kind == Kind.STACK || kind == Kind.DEATH) {
        event();
      }
    } else if (company != null) {
      company.otherCalls();
    }
  }

  @Override
  public void user(@Nullable Object called, @Nullable Object argument) {
    if (Thread.currentThread() == thread
        && kind == Kind.USER
        && (called instanceof HashMap || called instanceof HashSet
            ? isUsers(argument)
            : isUsers(called))) {
      event();
    }
  }

  /**
   * Tells whether an object's methods are the user's: it is a test's own, or a key or value of the
   * JDK's, which stands for the user's. What is core's calls the user's itself, if at all. The
   * JDK's collections are core's or given, which cannot be told; those given to be read are of
   * {@link Given}. They call keys' methods, if they are of hash codes.
   */
  private static boolean isUsers(@Nullable Object called) {
    if (called == null) {
      return false;
    }
    String type = called.getClass().getName();
    return type.startsWith("dev.inlay.")
        ? type.startsWith("dev.inlay.scenario.")
        : !type.startsWith("java.util.");
  }

  @Override
  public void park() {
    if (company != null) {
      if (Thread.currentThread() == thread) {
        company.parked();
      } else {
        company.otherParks();
      }
    }
  }

  /** Tells whether the map has made sure that there is stack enough here. */
  private static boolean isGuarded() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames.anyMatch(
                    frame ->
                        GUARDED.contains(
                            frame.getClassName().replaceAll(".*\\.", "")
                                + "."
                                + frame.getMethodName())));
  }

  /** Returns the innermost frames in which the fault came. */
  String place() {
    Throwable error = thrown;
    return error == null
        ? "no place"
        : Arrays.stream(error.getStackTrace())
            .filter(frame -> !frame.getClassName().startsWith("dev.inlay.scenario.Injector"))
            .skip(1)
            .limit(FRAMES)
            .map(StackTraceElement::toString)
            .collect(Collectors.joining(" < "));
  }

  private void event() {
    events++;
    if (left > 0) {
      left--;
    } else if (thrown == null || kind == Kind.ALL_MEMORY) {
      if (kind.isOfMemory() || kind == Kind.USER || !isGuarded()) {
        Throwable error = kind.thrown();
        if (thrown == null) {
          thrown = error;
        }
        if (error instanceof UserFailure failure) {
          throw failure;
        }
        throw (Error) error;
      }
      left = Long.MAX_VALUE; // this is no place for it, and the next is another's
    }
  }
}

package dev.inlay.internal.snapshot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Writers of versions for tests whose hashes are the same in each run. */
public final class TestVersions {
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  private TestVersions() {}

  /** A writer whose hashes are the same in each run. */
  public static VersionWriter fixed() {
    return new VersionWriter(Version.empty(MULTIPLIER));
  }

  /** Who carries a write out, and its own thread, which takes it back: one of them does. */
  public static List<Callable<Object>> claimedAndWithdrawn() {
    Write write =
        new Write() {
          @Override
          void apply(TrieEdit edit) {}

          @Override
          boolean canBeApplied(TrieEdit edit) {
            return true;
          }

          @Override
          public String what() {
            return "a key";
          }
        };
    return List.of(
        () -> {
          boolean claimed = write.claim();
          if (claimed) {
            write.state = Write.DONE;
          }
          return claimed;
        },
        write::withdraw,
        () -> "state " + write.state);
  }

  /** A key is set if a version is still the current one, and set in any case. */
  public static List<Callable<Object>> setTwice() {
    VersionWriter writer = fixed();
    writer.store("key", "old", true, true);
    Version version = writer.current();
    return List.of(
        () -> writer.setAllIfCurrent(version, List.of("key"), List.of("first")),
        () -> String.valueOf(writer.store("key", "second", true, true)),
        () -> String.valueOf(writer.exchange("key", null, "seen")));
  }

  /**
   * Two threads write, and carry out the listener's tasks themselves, and the listener writes, too:
   * it is told in order, in one call at a time, and up to the last version.
   */
  public static List<Callable<Object>> told() {
    VersionWriter writer = fixed();
    AtomicInteger inside = new AtomicInteger();
    AtomicBoolean together = new AtomicBoolean();
    List<Version> told = Collections.synchronizedList(new ArrayList<>());
    told.add(writer.current());
    writer.subscribe(
        new ChangeFeed.Mailbox(
            Runnable::run,
            (older, newer) ->
                () -> {
                  if (inside.incrementAndGet() > 1 || told.get(told.size() - 1) != older) {
                    together.set(true);
                  }
                  if (newer.size() == 2) {
                    writer.store(3, "third", true, true);
                  }
                  writer.current(); // where the other thread may go on
                  inside.decrementAndGet();
                  told.add(newer);
                }));
    return List.of(
        () -> String.valueOf(writer.store(1, "first", true, true)),
        () -> String.valueOf(writer.store(2, "second", true, true)),
        () -> together + ", " + (told.get(told.size() - 1) == writer.current()));
  }
}

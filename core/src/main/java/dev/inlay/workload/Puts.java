package dev.inlay.workload;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code putAll} does, of which some puts are recorded: whether they are of new keys is
 * asked of a few keys before it. The map's sizes before and after would not tell while others
 * write.
 */
final class Puts {
  private static final int MOST_ASKED = 8;

  /** So far the argument is read for keys to ask for. */
  private static final long MOST_READ = 1_000;

  private final Tape tape;
  private final long due;
  private final Object[] keys = new Object[MOST_ASKED];
  private final boolean[] present = new boolean[MOST_ASKED];
  private int asked;

  private Puts(Tape tape, long due) {
    this.tape = tape;
    this.due = due;
  }

  /** Looks at what is about to be put; null when nothing of it is recorded. */
  static @Nullable Puts before(Map<?, ?> map, @Nullable Map<?, ?> mappings, Tape tape) {
    try {
      long size = mappings == null ? 0 : mappings.size();
      long due = tape.due(size);
      if (mappings == null || due == 0) {
        return null;
      }
      Puts puts = new Puts(tape, due);
      puts.ask(map, mappings, size);
      return puts;
    } catch (Throwable e) {
      return null; // the map's own call is still to come, and says what is wrong
    }
  }

  private void ask(Map<?, ?> map, Map<?, ?> mappings, long size) {
    long step = Math.max(1, Math.min(MOST_READ, size) / MOST_ASKED);
    long next = ThreadLocalRandom.current().nextLong(step);
    for (Object key : mappings.keySet()) {
      if (asked == Math.min(MOST_ASKED, due)) {
        return;
      }
      if (next++ % step == 0) {
        present[asked] = map.containsKey(key);
        keys[asked++] = key;
      }
    }
  }

  /** Records it, when it has succeeded. */
  void record() {
    int existing = 0;
    for (int i = 0; i < asked; i++) {
      existing += present[i] ? 1 : 0;
      tape.record(present[i] ? Operation.PUT_EXISTING : Operation.PUT_NEW, keys[i]);
    }
    long others = due - asked;
    long replaced = asked == 0 ? 0 : Math.round((double) others * existing / asked);
    tape.record(Operation.PUT_EXISTING, replaced);
    tape.record(Operation.PUT_NEW, others - replaced);
  }

  /**
   * Returns how many elements an argument has; never throws, as it is asked for the record only.
   */
  static long size(@Nullable Collection<?> elements) {
    try {
      return elements == null ? 0 : elements.size();
    } catch (Throwable e) {
      return 0;
    }
  }
}

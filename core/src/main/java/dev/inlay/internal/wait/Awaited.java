package dev.inlay.internal.wait;

import org.jspecify.annotations.Nullable;

/** What a thread can wait for: a hold, or something that one hold after the other is taken on. */
public interface Awaited {

  /** Returns the hold that stands in the way now, or {@code null}. */
  @Nullable Hold currentHold();
}

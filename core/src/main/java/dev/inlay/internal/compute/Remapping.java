package dev.inlay.internal.compute;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The members of the {@code compute} family: when their function runs, and on what. */
public enum Remapping {
  /** {@code BiFunction} of key and value, which may be null. */
  COMPUTE(true, true),
  /** {@code Function} of the key. */
  COMPUTE_IF_ABSENT(true, false),
  /** {@code BiFunction} of key and value. */
  COMPUTE_IF_PRESENT(false, true),
  /** {@code BiFunction} of the present and the given value. */
  MERGE(true, true);

  /** Whether something is to be done when the key is absent. */
  public final boolean ifAbsent;

  /** Whether something is to be done when the key is present. */
  public final boolean ifPresent;

  Remapping(boolean ifAbsent, boolean ifPresent) {
    this.ifAbsent = ifAbsent;
    this.ifPresent = ifPresent;
  }

  /** Runs a function of this member's type. */
  @SuppressWarnings("unchecked")
  public @Nullable Object apply(
      Object function, Object key, @Nullable Object present, @Nullable Object given) {
    return switch (this) {
      case COMPUTE, COMPUTE_IF_PRESENT ->
          ((BiFunction<Object, @Nullable Object, @Nullable Object>) function).apply(key, present);
      case COMPUTE_IF_ABSENT -> ((Function<Object, @Nullable Object>) function).apply(key);
      case MERGE ->
          ((BiFunction<@Nullable Object, @Nullable Object, @Nullable Object>) function)
              .apply(present, given);
    };
  }
}

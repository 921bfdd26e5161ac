package dev.inlay.internal.collision;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of a {@link CollisionTree}: its place in the tree never changes, its value is set in
 * place.
 *
 * <p>The value is volatile: its read is the linearisation point of a hit, its write that of an
 * update. {@code null} means that the mapping was removed; a cell never comes back.
 */
public final class CollisionCell {

  private static final VarHandle VALUE;

  static {
    try {
      VALUE = MethodHandles.lookup().findVarHandle(CollisionCell.class, "value", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int hashCode;
  private final Object key;
  private volatile @Nullable Object value;

  /** Makes a cell. */
  public CollisionCell(int hashCode, Object key, Object value) {
    this.hashCode = hashCode;
    this.key = key;
    this.value = value;
  }

  /** Returns the hash code that the key had when it was inserted. */
  public int hashCodeOfKey() {
    return hashCode;
  }

  /** Returns the key. */
  public Object key() {
    return key;
  }

  /** Returns the value, perhaps a pending one, or {@code null} once removed. */
  public @Nullable Object value() {
    return value;
  }

  /** Sets the value; called by the lock holder. */
  public void setValue(@Nullable Object value) {
    this.value = value;
  }

  /** Changes the value if it is the expected one; for writers without a lock. */
  public boolean compareAndSetValue(Object expected, Object value) {
    return VALUE.compareAndSet(this, expected, value);
  }
}

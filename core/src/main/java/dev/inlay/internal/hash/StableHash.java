package dev.inlay.internal.hash;

import java.util.UUID;

/**
 * Knows the JDK's immutable value classes, whose {@code hashCode} is pure: it never changes,
 * throws, blocks or calls anybody's code. Tables of such keys need not store hash codes; for any
 * other class the hash code is stored, so that rebuilding a table never runs user code.
 */
public final class StableHash {

  private StableHash() {}

  /** Tells whether a key's hash code can be asked for again at any time. */
  public static boolean isStable(Object key) {
    Class<?> type = key.getClass();
    return type == Long.class
        || type == String.class
        || type == Integer.class
        || type == UUID.class
        || type == Short.class
        || type == Byte.class
        || type == Character.class
        || type == Double.class
        || type == Float.class
        || type == Boolean.class
        || key instanceof Enum;
  }
}

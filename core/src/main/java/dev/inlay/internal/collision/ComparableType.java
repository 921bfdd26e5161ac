package dev.inlay.internal.collision;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Tells which keys can be ordered: those whose class {@code C} itself implements {@code
 * Comparable<C>}.
 */
final class ComparableType {

  /** Caches the look at a class's generic interfaces; holds no class alive. */
  private static final ClassValue<Boolean> SELF_COMPARABLE =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          for (Type implemented : type.getGenericInterfaces()) {
            if (implemented instanceof ParameterizedType parameterized
                && parameterized.getRawType() == Comparable.class
                && parameterized.getActualTypeArguments()[0] == type) {
              return true;
            }
          }
          return false;
        }
      };

  private ComparableType() {}

  /** Returns the key's class when it is comparable to itself, else {@code null}. */
  static @Nullable Class<?> of(Object key) {
    if (key instanceof Comparable<?>) {
      Class<?> type = key.getClass();
      return type == String.class || SELF_COMPARABLE.get(type) ? type : null;
    }
    return null;
  }

  /**
   * Orders classes in a total order that stays the same while they are loaded; {@code null} comes
   * first.
   */
  static int order(@Nullable Class<?> first, @Nullable Class<?> second) {
    if (first == second) {
      return 0;
    }
    if (first == null || second == null) {
      return first == null ? -1 : 1;
    }
    int order = first.getName().compareTo(second.getName());
    return order != 0
        ? order
        : Integer.compare(System.identityHashCode(first), System.identityHashCode(second));
  }

  /**
   * Compares two keys of a class; keys of two classes that cannot be told apart count as equal in
   * order.
   */
  @SuppressWarnings("unchecked")
  static int compare(Class<?> type, Object first, Object second) {
    return second.getClass() == type ? ((Comparable<Object>) first).compareTo(second) : 0;
  }
}

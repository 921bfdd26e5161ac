package dev.inlay.contract.tools;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reaches what is private, for tests that go step by step. */
public final class Inner {

  private Inner() {}

  /** Calls the one method of that name that an object's own class has, or a class as given. */
  public static @Nullable Object call(Object target, String name, @Nullable Object... arguments) {
    Class<?> type = target instanceof Class<?> given ? given : target.getClass();
    try {
      Method method =
          Arrays.stream(type.getDeclaredMethods())
              .filter(
                  one -> one.getName().equals(name) && one.getParameterCount() == arguments.length)
              .findFirst()
              .orElseThrow();
      method.setAccessible(true);
      return method.invoke(target, arguments);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the value of a field. */
  public static @Nullable Object field(Class<?> type, Object target, String name) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(target);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}

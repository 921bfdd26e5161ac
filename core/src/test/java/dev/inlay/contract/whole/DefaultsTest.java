package dev.inlay.contract.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.InlayMap;
import dev.inlay.contract.SlowMapContract;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.api.Test;

/** Trap 4: no default of {@link ConcurrentMap} is inherited; those may run functions again. */
class DefaultsTest extends SlowMapContract {

  @Test
  void everyDefaultOfTheMapInterfacesIsOverridden() throws NoSuchMethodException {
    for (Class<?> contract : List.of(Map.class, ConcurrentMap.class)) {
      for (Method method : contract.getMethods()) {
        if (!Modifier.isStatic(method.getModifiers())) {
          assertOverridden(subject.type(), method);
        }
      }
    }
  }

  @Test
  void viewsOverrideWhatWouldBeSlowOrRacy() throws NoSuchMethodException {
    InlayMap<String, Integer> map = newMap();
    for (Collection<?> view : List.of(map.keySet(), map.values(), map.entrySet())) {
      for (Method method : Collection.class.getMethods()) {
        if (List.of("removeIf", "spliterator").contains(method.getName())) {
          assertOverridden(view.getClass(), method);
        }
      }
    }
  }

  private static void assertOverridden(Class<?> type, Method method) throws NoSuchMethodException {
    Method found = type.getMethod(method.getName(), method.getParameterTypes());
    assertThat(found.getDeclaringClass().isInterface())
        .as("%s is inherited from %s", method, found.getDeclaringClass())
        .isFalse();
  }
}

package dev.inlay.contract.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.inlay.InlayMap;
import dev.inlay.contract.ReferenceUnderTest;
import dev.inlay.contract.tools.Keys;
import dev.inlay.contract.tools.ReferenceMap;
import dev.inlay.contract.tools.TestSettings;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The random test finds planted bugs and shrinks the sequence that shows them. */
@SuppressWarnings("serial")
class ModelControlTest {

  @Test
  void theReferenceMapPasses() {
    play(ReferenceMap::new);
  }

  @Test
  void findsAWrongReturnValue() {
    assertCaught(WrongReturn::new, 6, "putIfAbsent");
  }

  @Test
  void findsAReplacedKeyInstance() {
    assertCaught(ReplacesKeys::new, 6, "replace");
  }

  @Test
  void findsALossThatNeedsSeveralKeys() {
    assertCaught(LosesThird::new, 10, "remove");
  }

  @Test
  void findsATraceOfAFunctionThatThrew() {
    assertCaught(LeavesTrace::new, 4, "computeIfAbsent");
  }

  private static final class WrongReturn extends ReferenceMap<Object, Object> {
    @Override
    public Object putIfAbsent(Object key, Object value) {
      super.putIfAbsent(key, value);
      return null;
    }
  }

  private static final class ReplacesKeys extends ReferenceMap<Object, Object> {
    @Override
    public Object replace(Object key, Object value) {
      Object old = containsKey(key) ? remove(key) : null;
      return old == null ? null : put(key, value) == null ? old : null;
    }
  }

  private static final class LosesThird extends ReferenceMap<Object, Object> {
    @Override
    public Object remove(Object key) {
      Object old = super.remove(key);
      if (old != null && size() == 3) {
        table.remove(table.keySet().iterator().next());
      }
      return old;
    }
  }

  private static final class LeavesTrace extends ReferenceMap<Object, Object> {
    @Override
    public Object computeIfAbsent(Object key, Function<? super Object, ?> mapping) {
      if (containsKey(key)) {
        return get(key);
      }
      super.put(key, 1);
      Object value = mapping.apply(key);
      remove(key);
      return value == null ? null : super.computeIfAbsent(key, k -> value);
    }
  }

  /**
   * The sequence is shrunk to few of its 100 calls (no call can be left out, which is not yet the
   * least), the last of which is of the method with the bug.
   */
  private static void assertCaught(
      Supplier<InlayMap<Object, Object>> broken, int atMost, String method) {
    Throwable found = catchThrowable(() -> play(broken));
    assertThat(found).isInstanceOf(AssertionError.class);
    System.out.println("found on purpose: " + found.getMessage());
    List<String> calls = found.getMessage().lines().filter(line -> line.endsWith(";")).toList();
    assertThat(calls).as(found.getMessage()).hasSizeLessThanOrEqualTo(atMost);
    assertThat(calls.get(calls.size() - 1)).contains("map." + method + "(");
  }

  private static void play(Supplier<InlayMap<Object, Object>> maker) {
    new Playback(new ReferenceUnderTest(), maker, Keys.STRINGS, 1)
        .explore(TestSettings.random("ModelControlTest"), 300, 100, 12);
  }
}

package dev.inlay.jmh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CursorTest {

  private static final class PlainCursor extends Cursor {}

  @Test
  void aKeyIsNeverWrittenTheInstanceThatItHas() {
    Object[] keys = IntStream.range(0, 8_192).boxed().toArray();
    PlainCursor cursor = new PlainCursor();
    cursor.bind(keys, ValuePool.create(), 0);
    Map<Object, Object> written = new IdentityHashMap<>();
    for (int i = 0; i < 5 * keys.length; i++) {
      Object key = cursor.nextKey();
      Long value = cursor.nextValue();
      assertThat(written.put(key, value)).isNotSameAs(value);
    }
  }

  @Test
  void keysComeInOrderAndStartAnew() {
    PlainCursor cursor = new PlainCursor();
    cursor.bind(new Object[] {"a", "b"}, ValuePool.create(), 1);
    assertThat(new Object[] {cursor.nextKey(), cursor.nextKey(), cursor.nextKey()})
        .containsExactly("a", "b", "a");
    assertThat(cursor.keysTaken()).isEqualTo(3);
  }

  @Test
  void pooledValuesAreToldFromIds() {
    for (Long value : ValuePool.create()) {
      assertThat(ValuePool.contains(value)).isTrue();
      assertThat(ValuePool.copy(value)).isEqualTo(value).isNotSameAs(value);
    }
    assertThat(ValuePool.contains(50_000_000)).isFalse();
  }
}

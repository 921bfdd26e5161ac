package dev.inlay.jmh.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.jmh.keys.KeyKind;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContentCheckTest {
  private static final int ENTRIES = 100;

  private final Map<Object, Long> map = new HashMap<>();

  ContentCheckTest() {
    for (long id = 0; id < ENTRIES; id++) {
      map.put(KeyKind.LONG.key(id), id);
    }
  }

  @Test
  void theRightContentPasses() {
    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @Test
  void aLostKeyFails() {
    map.remove(KeyKind.LONG.key(3));
    map.put("another", 1L);
    assertThatThrownBy(this::check).hasMessageContaining("the map is broken");
  }

  @Test
  void aWrongValueFails() {
    map.put(KeyKind.LONG.key(3), 4L);
    assertThatThrownBy(this::check).hasMessageContaining("has the value 4");
  }

  @Test
  void anotherSizeFails() {
    map.put("another", 1L);
    assertThatThrownBy(this::check).hasMessageContaining("size() is 101");
  }

  @Test
  void aKeyThatWasNeverInsertedFails() {
    map.put(KeyKind.LONG.key(ENTRIES), 1L);
    assertThatThrownBy(() -> ContentCheck.exactly(map, KeyKind.LONG, ENTRIES, (id, v) -> true))
        .hasMessageContaining("the map is broken");
  }

  private void check() {
    ContentCheck.exactly(map, KeyKind.LONG, ENTRIES, (id, value) -> value == id);
  }
}

package dev.inlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.contract.tools.Serial;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The serial form of version 1 is read for ever, and written unchanged. */
class ShardedMapSerialFormTest {
  private static final Map<String, Object> CONTENTS =
      Map.of("one", 1, "two", 2L, "list", List.of("a", "b"), "text", "value");

  private static byte[] stored(String name) throws IOException {
    try (InputStream in = ShardedMapSerialFormTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return Base64.getMimeDecoder().decode(text);
    }
  }

  @Test
  void storedMapsAreRead() throws IOException {
    ShardedMap<?, ?> map = (ShardedMap<?, ?>) Serial.read(stored("sharded-map-1.base64"));
    assertThat(map).isEqualTo(CONTENTS);
    map.checkInvariants();
  }

  @Test
  void storedSetsAreRead() throws IOException {
    assertThat(Serial.read(stored("sharded-set-1.base64"))).isEqualTo(Set.of("a", "b", "c"));
  }

  /** A map of one mapping has one form only: if this fails, the form has changed. */
  @Test
  void theFormIsWrittenUnchanged() throws IOException {
    ShardedMap<String, Integer> map = ShardedMap.<String, Integer>builder().shards(8).build();
    map.put("key", 42);
    byte[] written = Serial.write(map);
    assertThat(Base64.getMimeEncoder().encodeToString(written))
        .isEqualTo(Base64.getMimeEncoder().encodeToString(stored("sharded-map-single-1.base64")));
  }

  @Test
  void theNumberOfShardsIsKept() {
    ShardedMap<Integer, Integer> fixed = ShardedMap.<Integer, Integer>builder().shards(16).build();
    ShardedMap<Integer, Integer> adaptive = new ShardedMap<>();
    for (int key = 0; key < 2_000; key++) {
      fixed.put(key, key);
      adaptive.put(key, key);
    }
    ShardedMap<Integer, Integer> copy = Serial.copy(fixed);
    assertThat(copy.stats().segments()).isEqualTo(16);
    copy.checkInvariants();
    Serial.copy(adaptive).checkInvariants();
  }

  @Test
  void wrongContentIsRefused() {
    String text =
        new String(
            Serial.write(ShardedMap.builder().shards(32_768).build()), StandardCharsets.ISO_8859_1);
    assertRefused(text, "SHARDED", "SHREDED");
    assertRefused(text, "\0\0\u0080\0", "\0\0\u0080\1");
    assertRefused(text, "\0\0\u0080\0", "\u00ff\0\u0080\0");
  }

  private static void assertRefused(String text, String from, String to) {
    assertThat(text).contains(from);
    byte[] forged = text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Serial.read(forged)).isInstanceOf(InvalidObjectException.class);
  }

  /** A map that contains itself is refused on reading, not read half. */
  @Test
  void aMapThatContainsItself() {
    ShardedMap<String, Object> map = new ShardedMap<>();
    map.put("self", map);
    byte[] bytes = Serial.write(map);
    assertThatThrownBy(() -> Serial.read(bytes)).isInstanceOf(IOException.class);
  }
}

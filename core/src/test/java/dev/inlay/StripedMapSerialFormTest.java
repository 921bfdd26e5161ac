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
class StripedMapSerialFormTest {
  private static final Map<String, Object> CONTENTS =
      Map.of("one", 1, "two", 2L, "list", List.of("a", "b"), "text", "value");

  private static byte[] stored(String name) throws IOException {
    try (InputStream in = StripedMapSerialFormTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return Base64.getMimeDecoder().decode(text);
    }
  }

  @Test
  void storedMapsAreRead() throws IOException {
    StripedMap<?, ?> map = (StripedMap<?, ?>) Serial.read(stored("striped-map-1.base64"));
    assertThat(map).isEqualTo(CONTENTS);
    map.checkInvariants();
  }

  @Test
  void storedSetsAreRead() throws IOException {
    assertThat(Serial.read(stored("striped-set-1.base64"))).isEqualTo(Set.of("a", "b", "c"));
  }

  /** A map of one mapping has one form only: if this fails, the form has changed. */
  @Test
  void theFormIsWrittenUnchanged() throws IOException {
    StripedMap<String, Integer> map = new StripedMap<>();
    map.put("key", 42);
    byte[] written = Serial.write(map);
    assertThat(Base64.getMimeEncoder().encodeToString(written))
        .isEqualTo(Base64.getMimeEncoder().encodeToString(stored("striped-map-single-1.base64")));
  }

  @Test
  void wrongContentIsRefused() {
    String text = new String(Serial.write(new StripedMap<>()), StandardCharsets.ISO_8859_1);
    assertRefused(text, "STRIPED", "STROPED");
  }

  private static void assertRefused(String text, String from, String to) {
    assertThat(text).contains(from);
    byte[] forged = text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Serial.read(forged)).isInstanceOf(InvalidObjectException.class);
  }

  /** A map that contains itself is refused on reading, not read half. */
  @Test
  void aMapThatContainsItself() {
    StripedMap<String, Object> map = new StripedMap<>();
    map.put("self", map);
    byte[] bytes = Serial.write(map);
    assertThatThrownBy(() -> Serial.read(bytes)).isInstanceOf(IOException.class);
  }
}

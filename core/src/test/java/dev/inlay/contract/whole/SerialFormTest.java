package dev.inlay.contract.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.tools.Crew;
import dev.inlay.contract.tools.Keys;
import dev.inlay.contract.tools.Serial;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamConstants;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The serial form: copies are equal and independent, and wrong content is refused. */
class SerialFormTest extends MapContract {
  static final List<Keys.Kind> KINDS = Keys.ALL;

  @ParameterizedTest
  @FieldSource("KINDS")
  void copiesAreEqualAndIndependent(Keys.Kind kind) {
    InlayMap<Object, Integer> map = newMap();
    for (int id = 0; id < 500; id++) {
      map.put(kind.key(id), id);
    }
    InlayMap<Object, Integer> copy = subject.remember(Serial.copy(map));
    assertThat(copy).isEqualTo(map).hasSize(500).isExactlyInstanceOf(subject.serialType());
    copy.put(kind.key(0), -1);
    copy.remove(kind.key(1));
    copy.put(kind.key(600), 600);
    assertThat(map.get(kind.key(0))).isZero();
    assertThat(map).hasSize(500);
    map.clear();
    assertThat(subject.remember(Serial.copy(map))).isEmpty();
    assertThat(copy).hasSize(500);
  }

  @Test
  void aMapIsWrittenWhileItIsUsed() {
    InlayMap<Integer, Integer> map = newMap();
    for (int key = 0; key < 200; key++) {
      map.put(key, key);
    }
    Crew crew = new Crew();
    crew.loop(1, "writer", () -> churn(map))
        .once(
            "serialiser",
            () -> {
              for (int i = 0; i < 50; i++) {
                InlayMap<Integer, Integer> copy = Serial.copy(map);
                for (int key = 0; key < 200; key++) {
                  assertThat(copy.get(key)).isEqualTo(key);
                }
              }
            })
        .runFor(Duration.ofMillis(150));
  }

  private static void churn(InlayMap<Integer, Integer> map) {
    for (int key = 200; key < 600; key++) {
      map.put(key, key);
    }
    map.keySet().removeIf(key -> key >= 200);
  }

  @Test
  void whatIsNotSerialisableIsSaidSo() {
    InlayMap<String, Object> map = newMapOf(Map.of("a", new Object()));
    assertThatThrownBy(() -> Serial.write(map))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(NotSerializableException.class);
  }

  @Test
  void aNullValueIsRefused() {
    byte[] bytes = Serial.write(newMapOf(Map.of("kk", "vv")));
    assertRefused(replace(bytes, string("vv"), new byte[] {ObjectStreamConstants.TC_NULL}));
  }

  @Test
  void aNullKeyIsRefused() {
    byte[] bytes = Serial.write(newMapOf(Map.of("kk", "vv")));
    assertRefused(replace(bytes, string("kk"), new byte[] {ObjectStreamConstants.TC_NULL}));
  }

  @Test
  void aKeyThatIsThereTwiceIsRefused() {
    byte[] bytes = Serial.write(newMapOf(Map.of("k1", "v1", "k2", "v2")));
    assertRefused(replace(bytes, string("k2"), string("k1")));
  }

  /** The map's class itself is not a serial form: it would bypass the checks. */
  @Test
  void theMapsClassIsNotReadDirectly() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(ObjectStreamConstants.STREAM_MAGIC);
    out.writeShort(ObjectStreamConstants.STREAM_VERSION);
    out.writeByte(ObjectStreamConstants.TC_OBJECT);
    out.writeByte(ObjectStreamConstants.TC_CLASSDESC);
    out.writeUTF(subject.type().getName());
    out.writeLong(ObjectStreamClass.lookup(subject.type()).getSerialVersionUID());
    out.writeByte(ObjectStreamConstants.SC_SERIALIZABLE);
    out.writeShort(0);
    out.writeByte(ObjectStreamConstants.TC_ENDBLOCKDATA);
    out.writeByte(ObjectStreamConstants.TC_NULL);
    assertRefused(bytes.toByteArray());
  }

  private static void assertRefused(byte[] bytes) {
    assertThatThrownBy(() -> Serial.read(bytes)).isInstanceOf(InvalidObjectException.class);
  }

  /** A string as it stands in a stream. */
  private static byte[] string(String text) {
    byte[] letters = text.getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = new byte[letters.length + 3];
    bytes[0] = ObjectStreamConstants.TC_STRING;
    bytes[2] = (byte) letters.length;
    System.arraycopy(letters, 0, bytes, 3, letters.length);
    return bytes;
  }

  private static byte[] replace(byte[] bytes, byte[] from, byte[] to) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String before = new String(from, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(before);
    return text.replace(before, new String(to, StandardCharsets.ISO_8859_1))
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}

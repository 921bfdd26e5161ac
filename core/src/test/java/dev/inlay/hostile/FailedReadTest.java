package dev.inlay.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.InlayMap;
import dev.inlay.contract.tools.Serial;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamConstants;
import java.io.Serializable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No map escapes half built, though the stream goes on after it was refused: classes that swallow
 * the exception, and read on, are a known way to get hold of what the stream had begun.
 */
class FailedReadTest {
  private final ForgedStream stream = new ForgedStream();

  /** Reads an object that cannot be read, then what is left of it. */
  static final class Forgiving implements Serializable {
    private static final long serialVersionUID = 1;

    private transient Exception refusal;
    private transient Object rest;

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      try {
        in.readObject();
      } catch (IOException | RuntimeException e) {
        refusal = e;
      }
      rest = in.readObject();
    }
  }

  private Forgiving readForgiving() throws IOException {
    return (Forgiving) Serial.read(stream.bytes());
  }

  private void forgiving() {
    stream.object(
        () ->
            stream.type(
                Forgiving.class.getName(),
                1,
                ObjectStreamConstants.SC_SERIALIZABLE | ObjectStreamConstants.SC_WRITE_METHOD));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ShardedMap", "StripedMap", "SnapshotMap"})
  void theShellOfAMapDoesNothing(String name) throws IOException {
    forgiving();
    int shell = stream.bare("dev.inlay." + name, 1);
    stream.reference(shell);
    stream.endOfData();
    Forgiving reader = readForgiving();
    assertThat(reader.refusal).isInstanceOf(InvalidObjectException.class);
    @SuppressWarnings("unchecked")
    InlayMap<String, String> map = (InlayMap<String, String>) reader.rest;
    assertThatThrownBy(() -> map.get("key")).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> map.put("key", "value")).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(map::size).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(map::clear).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> map.keySet().size()).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> Serial.write(map)).isInstanceOf(NullPointerException.class);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsLeftOfASerialFormIsNoMap(ForgedMapTest.Kind kind) throws IOException {
    forgiving();
    int form = stream.map(kind.name(), 0);
    stream.mapping("first", "1");
    stream.mapping(stream::nothing, stream::nothing);
    stream.reference(form);
    stream.endOfData();
    Forgiving reader = readForgiving();
    assertThat(reader.refusal).isInstanceOf(InvalidObjectException.class);
    assertThat(reader.rest).isNotNull().isNotInstanceOf(Map.class);
  }

  @Test
  void whatIsLeftOfAKeySetIsNoSet() throws IOException {
    forgiving();
    int form = stream.keySet(stream::nothing, stream::nothing);
    stream.reference(form);
    stream.endOfData();
    Forgiving reader = readForgiving();
    assertThat(reader.refusal).isInstanceOf(InvalidObjectException.class);
    assertThat(reader.rest).isNotNull().isNotInstanceOf(Iterable.class);
  }

  @Test
  void whatIsLeftOfASnapshotIsNoMap() throws IOException {
    forgiving();
    int form = stream.snapshot(-1, stream::nothing);
    stream.reference(form);
    stream.endOfData();
    Forgiving reader = readForgiving();
    assertThat(reader.refusal).isInstanceOf(InvalidObjectException.class);
    assertThat(reader.rest).isNotNull().isNotInstanceOf(Map.class);
  }
}

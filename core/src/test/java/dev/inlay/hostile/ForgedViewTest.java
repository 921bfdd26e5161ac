package dev.inlay.hostile;

import static dev.inlay.hostile.Readers.read;
import static dev.inlay.hostile.Readers.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.MapSnapshot;
import dev.inlay.SnapshotMap;
import dev.inlay.contract.tools.Serial;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.InvalidObjectException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forged serial forms of key sets and of snapshots. */
class ForgedViewTest {
  private final ForgedStream stream = new ForgedStream();

  private void map(String kind) {
    stream.map(kind, 0);
    stream.mapping("key", "value");
    stream.end();
  }

  // ---------------------------------------------------------------- key sets

  @Test
  void anUnforgedKeySetIsWhatIsWritten() throws IOException {
    stream.keySet(() -> map("SNAPSHOT"), () -> stream.text("new"));
    SnapshotMap<String, String> map = new SnapshotMap<>();
    map.put("key", "value");
    assertThat(stream.bytes()).isEqualTo(Serial.write(map.keySet("new")));
    assertThat(read(stream)).isEqualTo(Set.of("key"));
  }

  @Test
  void aKeySetOfNothing() {
    stream.keySet(stream::nothing, stream::nothing);
    refuses(stream, InvalidObjectException.class, "key set's map", "null");
  }

  @Test
  void aKeySetOfSomethingElse() {
    stream.keySet(() -> stream.text("map"), stream::nothing);
    refuses(stream, InvalidObjectException.class, "key set's map", "java.lang.String");
  }

  @Test
  void aKeySetOfASnapshot() {
    stream.keySet(() -> stream.snapshot(1, () -> map("SNAPSHOT")), stream::nothing);
    refuses(stream, InvalidObjectException.class, "key set's map", "MapSnapshot");
  }

  @Test
  void aKeySetOfItself() {
    stream.keySet(() -> stream.reference(2), stream::nothing);
    refuses(stream, InvalidObjectException.class, "key set's map");
  }

  @Test
  void aKeySetThatIsItsOwnValue() {
    stream.keySet(() -> map("STRIPED"), () -> stream.reference(2));
    refuses(stream, InvalidObjectException.class, "value contains the set");
  }

  @Test
  void aKeySetWhoseValueIsTheMapAroundIt() {
    int outer = stream.map("STRIPED", 0);
    stream.mapping(
        () -> stream.text("set"),
        () -> stream.keySet(() -> map("STRIPED"), () -> stream.reference(outer)));
    stream.end();
    refuses(stream, InvalidObjectException.class, "value contains the set");
  }

  @Test
  void theKeySetsClassItself() {
    stream.bare("dev.inlay.SerializableKeySet", 1);
    refuses(stream, InvalidClassException.class, "no valid constructor");
  }

  // ---------------------------------------------------------------- snapshots

  @Test
  void anUnforgedSnapshotIsWhatIsWritten() throws IOException {
    stream.snapshot(1, () -> map("SNAPSHOT"));
    SnapshotMap<String, String> map = new SnapshotMap<>();
    map.put("key", "value");
    assertThat(stream.bytes()).isEqualTo(Serial.write(map.snapshot()));
    assertThat(read(stream)).isEqualTo(Map.of("key", "value"));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE})
  void aNegativeVersion(long version) {
    stream.snapshot(version, () -> map("SNAPSHOT"));
    refuses(stream, InvalidObjectException.class, "version", "" + version);
  }

  /** It is the last there can be, but a map that is made of it counts from 0. */
  @Test
  void theLastVersion() throws IOException {
    stream.snapshot(Long.MAX_VALUE, () -> map("SNAPSHOT"));
    @SuppressWarnings("unchecked")
    MapSnapshot<String, String> snapshot = (MapSnapshot<String, String>) read(stream);
    assertThat(snapshot.version()).isEqualTo(Long.MAX_VALUE);
    SnapshotMap<String, String> map = new SnapshotMap<>(snapshot);
    map.put("other", "value");
    assertThat(map.version()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHARDED", "STRIPED"})
  void aSnapshotOfAnotherMap(String kind) {
    stream.snapshot(1, () -> map(kind));
    refuses(stream, InvalidObjectException.class, "snapshot's content", "Map");
  }

  @Test
  void aSnapshotOfNothing() {
    stream.snapshot(1, stream::nothing);
    refuses(stream, InvalidObjectException.class, "snapshot's content", "null");
  }

  @Test
  void aSnapshotOfItself() {
    stream.snapshot(1, () -> stream.reference(2));
    refuses(stream, InvalidObjectException.class, "snapshot's content");
  }

  // ---------------------------------------------------------------- both

  @Test
  void streamsThatEndAnywhere() {
    SnapshotMap<String, String> map = new SnapshotMap<>();
    map.put("key", "value");
    for (Object view : new Object[] {map.keySet("new"), map.snapshot()}) {
      byte[] whole = Serial.write(view);
      for (int length = 0; length < whole.length; length++) {
        byte[] part = Arrays.copyOf(whole, length);
        assertThatThrownBy(() -> read(part)).as("%d bytes", length).isInstanceOf(IOException.class);
      }
    }
  }
}

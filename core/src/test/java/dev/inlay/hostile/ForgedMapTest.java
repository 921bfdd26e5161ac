package dev.inlay.hostile;

import static dev.inlay.hostile.Readers.read;
import static dev.inlay.hostile.Readers.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.InlayMap;
import dev.inlay.ShardedMap;
import dev.inlay.SnapshotMap;
import dev.inlay.StripedMap;
import dev.inlay.contract.tools.Serial;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.InvalidObjectException;
import java.io.ObjectStreamConstants;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forged serial forms of maps end in a map that is whole, or in an exception that says why not. */
class ForgedMapTest {

  /** The maps, by the names that the serial form gives them. */
  enum Kind {
    SHARDED(ShardedMap::new),
    STRIPED(StripedMap::new),
    SNAPSHOT(SnapshotMap::new);

    final Supplier<InlayMap<String, String>> maker;

    Kind(Supplier<InlayMap<String, String>> maker) {
      this.maker = maker;
    }
  }

  private final ForgedStream stream = new ForgedStream();

  /** The control of this whole class: what it forges is what maps write, but for its forgery. */
  @ParameterizedTest
  @EnumSource
  void anUnforgedStreamIsWhatTheMapWrites(Kind kind) throws IOException {
    stream.map(kind.name(), 0);
    stream.mapping("key", "value");
    stream.end();
    InlayMap<String, String> map = kind.maker.get();
    map.put("key", "value");
    assertThat(stream.bytes()).isEqualTo(Serial.write(map));
    assertThat(read(stream)).isEqualTo(map).hasSameClassAs(map);
  }

  // ---------------------------------------------------------------- configuration

  @ParameterizedTest
  @ValueSource(ints = {-1, 3, 1 << 17, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void aNumberOfShardsOutOfRange(int shards) {
    stream.map("SHARDED", shards);
    stream.end();
    refuses(stream, InvalidObjectException.class, "shards", "" + shards);
  }

  @ParameterizedTest
  @EnumSource(names = "SHARDED", mode = EnumSource.Mode.EXCLUDE)
  void aParameterOfAMapThatHasNone(Kind kind) {
    stream.map(kind.name(), 8);
    stream.end();
    refuses(stream, InvalidObjectException.class, kind.name(), "parameter", "8");
  }

  @Test
  void aKindThatDoesNotExist() {
    stream.map("TREE", 0);
    stream.end();
    refuses(stream, InvalidObjectException.class, "TREE");
  }

  @Test
  void noKind() {
    stream.map(stream::nothing, 0);
    stream.end();
    refuses(stream, InvalidObjectException.class, "kind", "null");
  }

  @Test
  void aKindOfAnotherType() {
    stream.map(() -> stream.text("SHARDED"), 0);
    stream.end();
    refuses(stream, InvalidObjectException.class, "kind", "java.lang.String");
  }

  @Test
  void aKindThatIsTheMapItself() {
    stream.map(() -> stream.reference(2), 0);
    stream.end();
    refuses(stream, InvalidObjectException.class, "kind", "SerializedMap");
  }

  @Test
  void fieldsThatAreMissing() {
    stream.object(
        () ->
            stream.type(
                ForgedStream.MAP,
                1,
                ObjectStreamConstants.SC_SERIALIZABLE | ObjectStreamConstants.SC_WRITE_METHOD));
    stream.end();
    refuses(stream, InvalidObjectException.class, "kind", "null");
  }

  @Test
  void aFieldOfAnotherType() {
    stream.object(
        () ->
            stream.type(ForgedStream.MAP, 1, ObjectStreamConstants.SC_SERIALIZABLE, "J parameter"));
    stream.number(8, 8);
    refuses(stream, InvalidClassException.class, "parameter");
  }

  @Test
  void anotherVersionOfTheClass() {
    stream.bare(ForgedStream.MAP, 2);
    refuses(stream, InvalidClassException.class, "serialVersionUID");
  }

  @Test
  void aClassThatWritesItselfAnotherWay() {
    stream.object(() -> stream.type(ForgedStream.MAP, 1, ObjectStreamConstants.SC_EXTERNALIZABLE));
    refuses(stream, InvalidClassException.class, "Serializable");
  }

  // ---------------------------------------------------------------- mappings

  @ParameterizedTest
  @EnumSource
  void aNullKey(Kind kind) {
    stream.map(kind.name(), 0);
    stream.mapping("a", "b");
    stream.mapping(stream::nothing, () -> stream.text("value"));
    stream.end();
    refuses(stream, InvalidObjectException.class, "key", "mapping 1", "null");
  }

  @ParameterizedTest
  @EnumSource
  void aNullValue(Kind kind) {
    stream.map(kind.name(), 0);
    stream.mapping(() -> stream.text("key"), stream::nothing);
    stream.end();
    refuses(stream, InvalidObjectException.class, "value", "mapping 0", "null");
  }

  @ParameterizedTest
  @EnumSource
  void aKeyThatIsThereTwice(Kind kind) {
    stream.map(kind.name(), 0);
    stream.mapping("key", "1");
    stream.mapping("other", "2");
    stream.mapping("key", "3");
    stream.end();
    refuses(stream, InvalidObjectException.class, "twice");
  }

  /** Whoever reads it as a map of strings finds out, as with every generic collection. */
  @ParameterizedTest
  @EnumSource
  void keysAndValuesOfAnyType(Kind kind) throws IOException {
    stream.map(kind.name(), 0);
    stream.mapping(() -> stream.integer(1), () -> stream.text("1"));
    stream.mapping("1", "1");
    stream.end();
    assertThat(read(stream)).isEqualTo(Map.of(1, "1", "1", "1"));
  }

  /** There is no count. Whatever follows the last mapping is for later versions of the form. */
  @ParameterizedTest
  @EnumSource
  void moreThanTheMappings(Kind kind) throws IOException {
    stream.map(kind.name(), 0);
    stream.mapping("key", "value");
    stream.flag(false);
    stream.text("more");
    stream.flag(true);
    stream.endOfData();
    assertThat(read(stream)).isEqualTo(Map.of("key", "value"));
  }

  @ParameterizedTest
  @EnumSource
  void anObjectInThePlaceOfAFlag(Kind kind) {
    stream.map(kind.name(), 0);
    stream.text("key");
    stream.text("value");
    stream.end();
    assertThatThrownBy(() -> read(stream)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @EnumSource
  void aFlagInThePlaceOfAValue(Kind kind) {
    stream.map(kind.name(), 0);
    stream.flag(true);
    stream.text("key");
    stream.flag(true);
    stream.text("value");
    stream.end();
    assertThatThrownBy(() -> read(stream)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @EnumSource
  void aStreamThatEndsAnywhere(Kind kind) {
    InlayMap<String, String> map = kind.maker.get();
    map.put("key", "value");
    map.put("other", "value");
    byte[] whole = Serial.write(map);
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(part)).as("%d bytes", length).isInstanceOf(IOException.class);
    }
  }

  // ---------------------------------------------------------------- content that refers back

  @ParameterizedTest
  @EnumSource
  void aMapThatIsItsOwnValue(Kind kind) {
    int map = stream.map(kind.name(), 0);
    stream.mapping(() -> stream.text("self"), () -> stream.reference(map));
    stream.end();
    refuses(stream, InvalidObjectException.class, "contains itself");
  }

  @ParameterizedTest
  @EnumSource
  void aMapThatIsItsOwnKey(Kind kind) {
    int map = stream.map(kind.name(), 0);
    stream.mapping(() -> stream.reference(map), () -> stream.text("self"));
    stream.end();
    refuses(stream, InvalidObjectException.class, "contains itself");
  }

  @ParameterizedTest
  @EnumSource
  void twoMapsThatContainEachOther(Kind kind) {
    int outer = stream.map(kind.name(), 0);
    stream.mapping(
        () -> stream.text("inner"),
        () -> {
          stream.mapAgain(0);
          stream.mapping(() -> stream.text("outer"), () -> stream.reference(outer));
          stream.end();
        });
    stream.end();
    refuses(stream, InvalidObjectException.class, "contains itself");
  }

  @ParameterizedTest
  @EnumSource
  void aMapThatContainsItsKeySet(Kind kind) {
    int map = stream.map(kind.name(), 0);
    stream.mapping(
        () -> stream.text("keys"),
        () -> stream.keySet(() -> stream.reference(map), stream::nothing));
    stream.end();
    refuses(stream, InvalidObjectException.class, "key set's map", "SerializedMap");
  }

  @Test
  void aSnapshotThatContainsItself() {
    stream.snapshot(
        1,
        () -> {
          stream.map("SNAPSHOT", 0);
          stream.mapping(() -> stream.text("self"), () -> stream.reference(2));
          stream.end();
        });
    refuses(stream, InvalidObjectException.class, "contains itself");
  }

  // ---------------------------------------------------------------- the classes themselves

  @ParameterizedTest
  @ValueSource(strings = {"ShardedMap", "StripedMap", "SnapshotMap", "MapSnapshot"})
  void theMapsClassItself(String name) {
    stream.bare("dev.inlay." + name, 1);
    refuses(stream, InvalidObjectException.class, name, "serial form only");
  }

  // ---------------------------------------------------------------- after all that

  @ParameterizedTest
  @EnumSource
  void mapsInMapsAreRead(Kind kind) throws IOException {
    stream.map(kind.name(), 0);
    stream.mapping(
        () -> stream.text("inner"),
        () -> {
          stream.mapAgain(0);
          stream.mapping("key", "value");
          stream.end();
        });
    stream.end();
    Map<String, Object> expected = new HashMap<>();
    expected.put("inner", Map.of("key", "value"));
    assertThat(read(stream)).isEqualTo(expected);
  }
}

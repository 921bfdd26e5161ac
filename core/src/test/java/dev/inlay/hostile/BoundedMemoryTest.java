package dev.inlay.hostile;

import static dev.inlay.hostile.Readers.read;
import static dev.inlay.hostile.Readers.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.ShardedMap;
import dev.inlay.contract.tools.Serial;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.InvalidObjectException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a stream makes its reader allocate is bounded by a multiple of the bytes that it sends. */
class BoundedMemoryTest {
  private static final int MOST_SHARDS = 1 << 16;

  private final ForgedStream stream = new ForgedStream();

  /**
   * The control: a map that trusts the size of its table takes 64 MB for a stream of some bytes.
   */
  @Test
  void theMeasureFindsAMapThatTrustsItsStream() throws IOException {
    TrustingMap map = new TrustingMap();
    map.put("key", "value");
    byte[] bytes = Serial.write(map);
    assertThat(read(bytes)).isEqualTo(map);
    bytes[sizeOfTheTable(bytes)] = TrustingMap.MOST_BITS;
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("bytes allocated");
  }

  /** The first of five bytes that it writes. */
  private static int sizeOfTheTable(byte[] bytes) {
    int at = 0;
    while (bytes[at] != ForgedStream.TC_BLOCKDATA || bytes[at + 1] != 1 + Integer.BYTES) {
      at++;
    }
    return at + 2;
  }

  @Test
  void oneMapOfManyShardsAndNoMapping() throws IOException {
    stream.map("SHARDED", MOST_SHARDS);
    stream.end();
    assertThat(read(stream)).isEqualTo(Map.of());
  }

  @Test
  void manyMapsOfManyShardsAndNoMapping() throws IOException {
    stream.map("SHARDED", 0);
    for (int i = 0; i < 2_000; i++) {
      String key = "" + i;
      stream.mapping(
          () -> stream.text(key),
          () -> {
            stream.mapAgain(MOST_SHARDS);
            stream.end();
          });
    }
    stream.end();
    assertThat((Map<?, ?>) read(stream)).hasSize(2_000);
  }

  @ParameterizedTest
  @EnumSource
  void manyEmptyMaps(ForgedMapTest.Kind kind) throws IOException {
    stream.map(kind.name(), 0);
    for (int i = 0; i < 2_000; i++) {
      String key = "" + i;
      stream.mapping(
          () -> stream.text(key),
          () -> {
            stream.mapAgain(0);
            stream.end();
          });
    }
    stream.end();
    assertThat((Map<?, ?>) read(stream)).hasSize(2_000);
  }

  @ParameterizedTest
  @EnumSource
  void manyMappingsInFewBytes(ForgedMapTest.Kind kind) throws IOException {
    stream.map(kind.name(), kind == ForgedMapTest.Kind.SHARDED ? MOST_SHARDS : 0);
    int value = stream.handles();
    stream.mapping("", "");
    for (int i = 0; i < 20_000; i++) {
      String key = "" + i;
      stream.mapping(() -> stream.text(key), () -> stream.reference(value));
    }
    stream.end();
    assertThat((Map<?, ?>) read(stream)).hasSize(20_001);
  }

  /** The number of shards is kept for a map that has the mappings to pay for them. */
  @Test
  void mapsOfManyShardsKeepThemWhenTheyHaveMappings() {
    ShardedMap<Integer, Integer> map =
        ShardedMap.<Integer, Integer>builder().shards(MOST_SHARDS).build();
    for (int key = 0; key < 3; key++) {
      map.put(key, key);
    }
    assertThat(Serial.copy(map)).isEqualTo(map);
    for (int key = 0; key < 4_000; key++) {
      map.put(key, key);
    }
    ShardedMap<Integer, Integer> copy = Serial.copy(map);
    assertThat(copy).isEqualTo(map);
    assertThat(copy.stats().segments()).isGreaterThan(1 << 11);
  }

  /** 24 lists, each of which is in the next one twice: 2^24 brackets for its toString. */
  private void doublingLists() {
    int lists = 24;
    int below = stream.handles();
    stream.list(2);
    int distance = stream.handles() - below;
    for (int i = 1; i < lists; i++) {
      stream.list(2);
    }
    stream.nothing();
    stream.nothing();
    stream.endOfData();
    for (int i = lists - 1; i > 0; i--) {
      stream.reference(below + (i + 1) * distance - 1);
      stream.endOfData();
    }
  }

  @Test
  void aKeySetOfListsThatTakeForEverToPrint() {
    stream.keySet(this::doublingLists, stream::nothing);
    refuses(stream, InvalidObjectException.class, "key set's map", "java.util.ArrayList");
  }

  @Test
  void aSnapshotOfListsThatTakeForEverToPrint() {
    stream.snapshot(1, this::doublingLists);
    refuses(stream, InvalidObjectException.class, "snapshot's content", "java.util.ArrayList");
  }

  /** What the JDK's filters bound, they bound inside our maps as well. */
  @ParameterizedTest
  @EnumSource
  void filtersReachIntoMaps(ForgedMapTest.Kind kind) {
    stream.map(kind.name(), 0);
    for (int depth = 0; depth < 30; depth++) {
      stream.flag(true);
      stream.text("deeper");
      stream.mapAgain(0);
    }
    for (int depth = 0; depth <= 30; depth++) {
      stream.end();
    }
    assertThatThrownBy(() -> readFiltered("maxdepth=20"))
        .isInstanceOf(InvalidClassException.class)
        .hasMessageContaining("REJECTED");
    assertThatThrownBy(() -> readFiltered("maxrefs=20"))
        .isInstanceOf(InvalidClassException.class)
        .hasMessageContaining("REJECTED");
    assertThat(Set.of("dev.inlay.*;java.lang.Enum;!*", "maxdepth=70;maxrefs=300"))
        .allSatisfy(filter -> assertThat(readFiltered(filter)).isInstanceOf(Map.class));
  }

  private Object readFiltered(String filter) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(stream.bytes()))) {
      in.setObjectInputFilter(ObjectInputFilter.Config.createFilter(filter));
      return in.readObject();
    }
  }
}

package dev.inlay.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.inlay.ShardedMap;
import dev.inlay.SnapshotMap;
import dev.inlay.StripedMap;
import dev.inlay.contract.tools.Allocation;
import dev.inlay.contract.tools.Serial;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Reads forged streams, and holds every reading to the memory that its stream pays for. */
final class Readers {
  /** What any stream may cost: the JDK's buffers, and the classes' descriptions. */
  static final long BASE = 1 << 18;

  /**
   * What each byte may cost. The dearest are those of an empty map that asks for 1,024 shards: 18
   * bytes for its directory of 4 KB. The classes that a test reads first are not counted.
   */
  static final long PER_BYTE = 512;

  static {
    for (Map<String, Integer> map :
        List.<Map<String, Integer>>of(
            new ShardedMap<String, Integer>(),
            new StripedMap<String, Integer>(),
            new SnapshotMap<String, Integer>())) {
      map.put("a", 1);
      Serial.copy(map);
      Serial.copy(map.keySet());
      Serial.copy(new SnapshotMap<>(map).snapshot());
    }
  }

  private Readers() {}

  /** What the stream holds. */
  static Object read(byte[] stream) throws IOException {
    Allocation allocation = Allocation.begin();
    try {
      return Serial.read(stream);
    } finally {
      long allocated = allocation.bytes();
      assertThat(allocated)
          .as("bytes allocated to read %d", stream.length)
          .isLessThan(BASE + PER_BYTE * stream.length);
    }
  }

  static Object read(ForgedStream stream) throws IOException {
    return read(stream.bytes());
  }

  /** Reads a stream that must be refused, with a message that says why. */
  static void refuses(ForgedStream stream, Class<? extends Exception> by, String... because) {
    assertThat(catchThrowable(() -> read(stream)))
        .isExactlyInstanceOf(by)
        .hasMessageContainingAll(because);
  }
}

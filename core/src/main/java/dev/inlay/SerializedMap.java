package dev.inlay;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stable serial form of every map: which map, how it was configured, then for each mapping
 * {@code true}, key and value, and {@code false} at the end. No count is trusted, so a forged
 * stream cannot make the reader allocate more than it sends.
 *
 * <p>A map that contains itself as a key or value cannot be read back: {@link
 * InvalidObjectException}. One that does so by way of other objects cannot either, but then Java's
 * serialisation gives those objects this form in the place of the map (ADR 6).
 */
final class SerializedMap implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Which map; the names are part of the serial form. */
  enum Kind {
    /** {@link ShardedMap}; its parameter is the number of shards, or 0 when it splits by itself. */
    SHARDED,
    /** {@link StripedMap}; it has no parameter. */
    STRIPED,
    /** {@link SnapshotMap}; it has no parameter. */
    SNAPSHOT
  }

  private final @Nullable Kind kind;
  private final int parameter;
  private transient @Nullable Map<Object, Object> map;

  @SuppressWarnings("unchecked")
  SerializedMap(Kind kind, int parameter, Map<?, ?> map) {
    this.kind = kind;
    this.parameter = parameter;
    this.map = (Map<Object, Object>) map;
  }

  private void writeObject(ObjectOutputStream stream) throws IOException {
    stream.defaultWriteObject();
    Map<Object, Object> source = map;
    if (source != null) {
      for (Map.Entry<Object, Object> entry : source.entrySet()) {
        stream.writeBoolean(true);
        stream.writeObject(entry.getKey());
        stream.writeObject(entry.getValue());
      }
    }
    stream.writeBoolean(false);
  }

  private void readObject(ObjectInputStream stream) throws IOException, ClassNotFoundException {
    stream.defaultReadObject();
    Map<Object, Object> read = emptyMap();
    while (stream.readBoolean()) {
      Object key = stream.readObject();
      Object value = stream.readObject();
      if (key == null || value == null) {
        throw new InvalidObjectException(
            "the " + (key == null ? "key" : "value") + " of mapping " + read.size() + " is null");
      }
      if (key instanceof SerializedMap || value instanceof SerializedMap) {
        throw new InvalidObjectException("the map contains itself");
      }
      if (read.put(key, value) != null) {
        throw new InvalidObjectException("key " + read.size() + " is there twice");
      }
    }
    map = read;
  }

  private Map<Object, Object> emptyMap() throws InvalidObjectException {
    // A SnapshotMap is made of what was read, in one step.
    if (kind == Kind.STRIPED || kind == Kind.SNAPSHOT) {
      return new StripedMap<>();
    }
    if (kind != Kind.SHARDED) {
      throw new InvalidObjectException("unknown kind of map: " + kind);
    }
    try {
      return parameter == 0 ? new ShardedMap<>() : ShardedMap.builder().shards(parameter).build();
    } catch (IllegalArgumentException e) {
      InvalidObjectException invalid = new InvalidObjectException(e.getMessage());
      invalid.initCause(e);
      throw invalid;
    }
  }

  private Object readResolve() throws InvalidObjectException {
    Map<Object, Object> read = map;
    if (read == null) {
      throw new InvalidObjectException("the map was not read");
    }
    return kind == Kind.SNAPSHOT ? new SnapshotMap<>(read) : read;
  }
}

package dev.inlay;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stable serial form of every map: which map, how it was configured, then for each mapping
 * {@code true}, key and value, and {@code false} at the end. No count is trusted, so what the
 * reader allocates is bounded by a multiple of what the stream sends.
 *
 * <p>A map that contains itself as a key or value cannot be read back: {@link
 * InvalidObjectException}. One that does so by way of other objects cannot either, but then Java's
 * serialisation gives those objects this form in the place of the map (ADR 6).
 */
final class SerializedMap implements SerialForm {

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

  /**
   * As many shards are given to any stream that asks: their directory takes 4 KB. More, up to what
   * it asks for, are given in proportion to the mappings that it sends.
   */
  private static final int FREE_SHARDS = 1 << 10;

  private static final int SHARDS_A_MAPPING = 64;

  private @Nullable Kind kind;
  private int parameter;
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
    ObjectInputStream.GetField fields = stream.readFields();
    Object named = fields.get("kind", null);
    if (!(named instanceof Kind known)) {
      throw new InvalidObjectException("unknown kind of map: " + SerialForm.typeOf(named));
    }
    kind = known;
    parameter = fields.get("parameter", 0);
    checkParameter();
    Map<Object, Object> read = kind == Kind.SHARDED ? sharded(FREE_SHARDS) : new StripedMap<>();
    while (stream.readBoolean()) {
      Object key = stream.readObject();
      Object value = stream.readObject();
      if (key == null || value == null) {
        throw new InvalidObjectException(
            "the " + (key == null ? "key" : "value") + " of mapping " + read.size() + " is null");
      }
      if (key instanceof SerialForm || value instanceof SerialForm) {
        throw new InvalidObjectException("the map contains itself, or what contains it");
      }
      add(read, key, value);
    }
    map = withShardsFor(read);
  }

  private void checkParameter() throws InvalidObjectException {
    if (kind == Kind.SHARDED && parameter != 0) {
      try {
        ShardedMap.builder().shards(parameter);
      } catch (IllegalArgumentException e) {
        InvalidObjectException invalid = new InvalidObjectException(e.getMessage());
        invalid.initCause(e);
        throw invalid;
      }
    } else if (parameter != 0) {
      throw new InvalidObjectException(
          "a map of kind " + kind + " has no parameter, but it is " + parameter);
    }
  }

  private static void add(Map<Object, Object> read, Object key, Object value)
      throws InvalidObjectException {
    if (read.put(key, value) != null) {
      throw new InvalidObjectException("key " + read.size() + " is there twice");
    }
  }

  /** Makes an empty map of as many shards as the stream asks for, up to a limit. */
  private Map<Object, Object> sharded(int limit) {
    return parameter == 0
        ? new ShardedMap<>()
        : ShardedMap.builder().shards(Math.min(parameter, limit)).build();
  }

  /** Gives the map the shards that the stream asked for, as far as its mappings pay for them. */
  private Map<Object, Object> withShardsFor(Map<Object, Object> read)
      throws InvalidObjectException {
    long paid = Long.highestOneBit((long) read.size() * SHARDS_A_MAPPING);
    if (parameter <= FREE_SHARDS || paid <= FREE_SHARDS) {
      return read;
    }
    Map<Object, Object> more = sharded((int) Math.min(paid, parameter));
    for (Map.Entry<Object, Object> entry : read.entrySet()) {
      add(more, entry.getKey(), entry.getValue());
    }
    return more;
  }

  private Object readResolve() throws InvalidObjectException {
    Map<Object, Object> read = map;
    if (read == null) {
      throw new InvalidObjectException("the map was not read");
    }
    return kind == Kind.SNAPSHOT ? new SnapshotMap<>(read) : read;
  }
}

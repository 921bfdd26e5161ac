package dev.inlay;

import dev.inlay.internal.view.KeySetView;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A key set that is serialised as its map and the value for added keys.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
final class SerializableKeySet<K, V> extends KeySetView<K, V> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final transient AbstractInlayMap<K, V> map;

  SerializableKeySet(AbstractInlayMap<K, V> map, @Nullable V mappedValue) {
    super(map.traversable(), mappedValue);
    this.map = map;
  }

  private Object writeReplace() {
    return new Form(map, mappedValue());
  }

  private void readObject(ObjectInputStream stream) throws InvalidObjectException {
    throw new InvalidObjectException("a key set is read through its serial form only");
  }

  /** The stable serial form of a key set. */
  private static final class Form implements SerialForm {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // the maps are serialisable; checked when it is read
    private final @Nullable Object map;

    @SuppressWarnings("serial") // as serialisable as the user's values
    private final @Nullable Object mappedValue;

    Form(Object map, @Nullable Object mappedValue) {
      this.map = map;
      this.mappedValue = mappedValue;
    }

    @SuppressWarnings("unchecked")
    private Object readResolve() throws InvalidObjectException {
      if (!(map instanceof AbstractInlayMap<?, ?>)) {
        throw new InvalidObjectException(
            "a key set's map must be an Inlay map, but is " + SerialForm.typeOf(map));
      }
      if (mappedValue instanceof SerialForm) {
        throw new InvalidObjectException("a key set's value contains the set");
      }
      return new SerializableKeySet<>((AbstractInlayMap<Object, Object>) map, mappedValue);
    }
  }
}

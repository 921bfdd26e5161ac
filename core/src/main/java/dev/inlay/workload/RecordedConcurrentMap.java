package dev.inlay.workload;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.util.concurrent.ConcurrentMap;

/**
 * A recorded {@link ConcurrentMap}.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 * @param <M> the type of map
 */
class RecordedConcurrentMap<K, V, M extends ConcurrentMap<K, V>> extends RecordedMap<K, V, M>
    implements ConcurrentMap<K, V> {

  private static final long serialVersionUID = 1L;

  RecordedConcurrentMap(M map, Tape tape) {
    super(map, tape);
  }

  private void readObject(ObjectInputStream stream) throws InvalidObjectException {
    throw new InvalidObjectException("a recorded map has no serial form of its own");
  }
}

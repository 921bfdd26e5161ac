package dev.inlay.workload;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.util.concurrent.ConcurrentMap;

/** A recorded {@link ConcurrentMap}. */
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

package dev.inlay.hostile;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The control: a map that trusts its stream, which every check of forged streams must find. */
final class TrustingMap extends AbstractMap<Object, Object> implements Serializable {
  private static final long serialVersionUID = 1;

  /** So that the tests that find it do not run out of memory. */
  static final int MOST_BITS = 24;

  private transient Map<Object, Object> map = new LinkedHashMap<>();

  @Override
  public Object put(Object key, Object value) {
    return map.put(key, value);
  }

  @Override
  public Set<Entry<Object, Object>> entrySet() {
    return map.entrySet();
  }

  private void writeObject(ObjectOutputStream stream) throws IOException {
    stream.writeByte(4);
    stream.writeInt(map.size());
    for (Entry<Object, Object> entry : map.entrySet()) {
      stream.writeObject(entry.getKey());
      stream.writeObject(entry.getValue());
    }
  }

  private void readObject(ObjectInputStream stream) throws IOException, ClassNotFoundException {
    int bits = stream.readUnsignedByte();
    if (bits > MOST_BITS) {
      throw new InvalidObjectException("too large");
    }
    Object[] table = new Object[1 << bits];
    map = new LinkedHashMap<>();
    for (int i = stream.readInt(); i > 0; i--) {
      table[0] = stream.readObject();
      map.put(table[0], stream.readObject());
    }
  }
}

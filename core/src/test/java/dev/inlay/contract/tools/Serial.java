package dev.inlay.contract.tools;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;

/** Java serialisation to and from bytes. */
public final class Serial {
  private Serial() {}

  /** The serial form of {@code object}. */
  public static byte[] write(Object object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The object that {@code bytes} are the serial form of. */
  public static Object read(byte[] bytes) throws IOException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
  }

  /** A copy made by writing and reading. */
  @SuppressWarnings("unchecked")
  public static <T> T copy(T object) {
    try {
      return (T) read(write(object));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.inlay.hostile;

import java.io.ByteArrayOutputStream;
import java.io.ObjectStreamConstants;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes Java's serial stream token by token, so that it may say what no map would write. What is
 * the target of references returns its handle.
 */
final class ForgedStream implements ObjectStreamConstants {
  static final String MAP = "dev.inlay.SerializedMap";
  static final String KIND = "dev.inlay.SerializedMap$Kind";
  static final String KEY_SET = "dev.inlay.SerializableKeySet$Form";
  static final String SNAPSHOT = "dev.inlay.MapSnapshot$Form";

  private static final int WITH_DATA = SC_SERIALIZABLE | SC_WRITE_METHOD;
  private static final int ENUM = SC_SERIALIZABLE | SC_ENUM;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Map<String, Integer> typeNames = new HashMap<>();
  private int handles;
  private int mapType;
  private int mapKind;

  ForgedStream() {
    number(STREAM_MAGIC, 2);
    number(STREAM_VERSION, 2);
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** How many things can be referred to so far. */
  int handles() {
    return handles;
  }

  // ---------------------------------------------------------------- tokens

  /** A number of as many bytes, the highest first. */
  void number(long value, int length) {
    for (int i = length - 1; i >= 0; i--) {
      bytes.write((int) (value >>> (8 * i)));
    }
  }

  private void utf(String ascii) {
    number(ascii.length(), 2);
    bytes.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  private int next() {
    return handles++;
  }

  void nothing() {
    number(TC_NULL, 1);
  }

  void reference(int handle) {
    number(TC_REFERENCE, 1);
    number((long) baseWireHandle + handle, 4);
  }

  int text(String ascii) {
    number(TC_STRING, 1);
    int handle = next();
    utf(ascii);
    return handle;
  }

  /** A flag in a block of data of its own, as a map writes it before each mapping. */
  void flag(boolean value) {
    number(TC_BLOCKDATA, 1);
    number(1, 1);
    number(value ? 1 : 0, 1);
  }

  /** The end of what a class's own {@code writeObject} wrote. */
  void endOfData() {
    number(TC_ENDBLOCKDATA, 1);
  }

  /** A class, each field as {@code "I name"} or {@code "Lpackage/Type; name"}. */
  int type(String name, long version, int flags, String... fields) {
    return type(name, version, flags, this::nothing, fields);
  }

  int type(String name, long version, int flags, Runnable parent, String... fields) {
    number(TC_CLASSDESC, 1);
    utf(name);
    number(version, 8);
    int handle = next();
    number(flags, 1);
    number(fields.length, 2);
    for (String field : fields) {
      String[] words = field.split(" ");
      number(words[0].charAt(0), 1);
      utf(words[1]);
      if (words[0].length() > 1) {
        typeName(words[0]);
      }
    }
    endOfData();
    parent.run();
    return handle;
  }

  private void typeName(String name) {
    Integer before = typeNames.get(name);
    if (before == null) {
      typeNames.put(name, text(name));
    } else {
      reference(before);
    }
  }

  /** The head of an object; its fields follow, then the data of its class, if it writes any. */
  int object(Runnable type) {
    number(TC_OBJECT, 1);
    type.run();
    return next();
  }

  int constant(String enumType, String name) {
    number(TC_ENUM, 1);
    type(enumType, 0, ENUM, () -> type("java.lang.Enum", 0, ENUM));
    int handle = next();
    text(name);
    return handle;
  }

  int integer(int value) {
    int handle =
        object(
            () ->
                type(
                    "java.lang.Integer",
                    1360826667806852920L,
                    SC_SERIALIZABLE,
                    () -> type("java.lang.Number", -8742448824652078965L, SC_SERIALIZABLE),
                    "I value"));
    number(value, 4);
    return handle;
  }

  // ---------------------------------------------------------------- serial forms

  /** The head of a map's form; {@link #mapping}s and {@link #end} follow. */
  int map(String kind, int parameter) {
    return map(() -> mapKind = constant(KIND, kind), parameter);
  }

  int map(Runnable kind, int parameter) {
    int handle =
        object(
            () ->
                mapType =
                    type(MAP, 1, WITH_DATA, "I parameter", "Ldev/inlay/SerializedMap$Kind; kind"));
    number(parameter, 4);
    kind.run();
    return handle;
  }

  /** The head of one more map, of the kind of the last one and in fewer bytes. */
  int mapAgain(int parameter) {
    int handle = object(() -> reference(mapType));
    number(parameter, 4);
    reference(mapKind);
    return handle;
  }

  void mapping(Runnable key, Runnable value) {
    flag(true);
    key.run();
    value.run();
  }

  void mapping(String key, String value) {
    mapping(() -> text(key), () -> text(value));
  }

  void end() {
    flag(false);
    endOfData();
  }

  int keySet(Runnable map, Runnable mappedValue) {
    int handle =
        object(
            () ->
                type(
                    KEY_SET,
                    1,
                    SC_SERIALIZABLE,
                    "Ljava/lang/Object; map",
                    "Ljava/lang/Object; mappedValue"));
    map.run();
    mappedValue.run();
    return handle;
  }

  int snapshot(long version, Runnable map) {
    int handle =
        object(() -> type(SNAPSHOT, 1, SC_SERIALIZABLE, "J version", "Ljava/lang/Object; map"));
    number(version, 8);
    map.run();
    return handle;
  }

  /** An object of a class as if it had no form of its own, and no fields. */
  int bare(String className, long version) {
    return object(() -> type(className, version, SC_SERIALIZABLE));
  }

  /** The head of a list; its elements and {@link #endOfData} follow. */
  int list(int size) {
    int handle =
        object(() -> type("java.util.ArrayList", 8683452581122892189L, WITH_DATA, "I size"));
    number(size, 4);
    number(TC_BLOCKDATA, 1);
    number(4, 1);
    number(size, 4);
    return handle;
  }
}

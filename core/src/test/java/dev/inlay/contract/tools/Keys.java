package dev.inlay.contract.tools;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** Keys that make rare paths ordinary. Each call makes a new instance, equal by its id. */
public final class Keys {
  private Keys() {}

  /** A key whose hash code is chosen; not comparable. */
  public static class Hashed implements Serializable {
    private static final long serialVersionUID = 1;

    public final int id;
    private final int hash;

    public Hashed(int id, int hash) {
      this.id = id;
      this.hash = hash;
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Hashed that && that.id == id && that.getClass() == getClass();
    }

    @Override
    public String toString() {
      return getClass().getSimpleName() + "(" + id + ", hash " + hash + ")";
    }
  }

  /** A key whose hash code is chosen; ordered by its id. */
  public static final class Ordered extends Hashed implements Comparable<Ordered> {
    private static final long serialVersionUID = 1;

    public Ordered(int id, int hash) {
      super(id, hash);
    }

    @Override
    public int compareTo(Ordered that) {
      return Integer.compare(id, that.id);
    }
  }

  /** A kind of key: how the i-th is made, and what it is called in messages. */
  public record Kind(String name, IntFunction<Object> maker) {
    public Object key(int id) {
      return maker.apply(id);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Boxed integers, never the same instance twice. */
  @SuppressWarnings({"removal", "deprecation"})
  public static final Kind INTEGERS = new Kind("integers", Integer::new);

  /** All hash codes equal, comparable. */
  public static final Kind COLLIDING = new Kind("colliding", id -> new Ordered(id, 42));

  /** All hash codes equal, not comparable. */
  public static final Kind OPAQUE = new Kind("opaque", id -> new Hashed(id, 42));

  /** Three hash codes, comparable. */
  public static final Kind CROWDED = new Kind("crowded", id -> new Ordered(id, id % 3 - 1));

  /** Strings, built anew. */
  public static final Kind STRINGS = new Kind("strings", id -> new String("key" + id));

  /** Classes that are not comparable with each other, all with the hash code 1231. */
  public static final Kind MIXED = new Kind("mixed", Keys::mixed);

  /** All kinds. */
  public static final List<Kind> ALL =
      List.of(INTEGERS, COLLIDING, OPAQUE, CROWDED, STRINGS, MIXED);

  private static Object mixed(int id) {
    int common = Boolean.TRUE.hashCode();
    return switch (id % 5) {
      case 0 -> id == 0 ? Boolean.TRUE : new Ordered(id, common);
      case 1 -> id == 1 ? (Object) common : new Hashed(id, common);
      case 2 -> ((long) (id / 5) << 32) | ((id / 5) ^ common);
      case 3 -> stringWithHash(common, id / 5);
      default -> (char) (common + id / 5);
    };
  }

  /** One of 676 strings with the wanted hash code. */
  static String stringWithHash(int hash, int variant) {
    String head = "" + (char) ('A' + variant % 26) + (char) ('a' + variant / 26 % 26);
    char[] tail = new char[7];
    Arrays.fill(tail, 'A');
    // What seven letters 'A' leave to add, written in base 31: the weight of each last character.
    long missing = Integer.toUnsignedLong(hash - (head + new String(tail)).hashCode());
    for (int i = 6; i >= 0; i--) {
      tail[i] += (char) (missing % 31);
      missing /= 31;
    }
    return head + new String(tail);
  }
}

package dev.inlay.jmh.keys;

/** A key that shares its hash code with others, and can be ordered. */
public final class CollidingKey implements Comparable<CollidingKey> {
  private final long id;
  private final int hash;

  /**
   * Makes a key.
   *
   * @param id what makes it equal to another
   * @param hash its hash code
   */
  public CollidingKey(long id, int hash) {
    this.id = id;
    this.hash = hash;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CollidingKey that && id == that.id;
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public int compareTo(CollidingKey that) {
    return Long.compare(id, that.id);
  }

  @Override
  public String toString() {
    return "CollidingKey(" + id + ", hash " + hash + ")";
  }
}

package dev.inlay.contract.model;

import dev.inlay.contract.tools.Keys;

/** What user code does at one moment of an operation: once, in the thread that runs it. */
final class Attack {

  /** User code that an attack may wait in. */
  enum Point {
    HASH_CODE,
    EQUALS,
    COMPARE,
    FUNCTION
  }

  /** Thrown by an attack. */
  @SuppressWarnings("serial")
  static final class Ambush extends RuntimeException {
    Ambush() {
      super("ambush", null, false, false);
    }
  }

  /** Thrown by an attack as well. */
  @SuppressWarnings("serial")
  static final class FatalAmbush extends Error {
    FatalAmbush() {
      super("fatal ambush", null, false, false);
    }
  }

  private static final ThreadLocal<Attack> ARMED = new ThreadLocal<>();

  private final Point point;
  private final Runnable act;
  private int waits;

  /** Acts when {@code point} was passed {@code waits} times. */
  Attack(Point point, int waits, Runnable act) {
    this.point = point;
    this.waits = waits;
    this.act = act;
  }

  void arm() {
    ARMED.set(this);
  }

  static void disarm() {
    ARMED.remove();
  }

  static void at(Point point) {
    Attack armed = ARMED.get();
    if (armed != null && armed.point == point && armed.waits-- == 0) {
      disarm();
      armed.act.run();
    }
  }

  /** A key in which attacks wait. */
  static class AttackingKey extends Keys.Hashed {
    private static final long serialVersionUID = 1;

    AttackingKey(int id, int hash) {
      super(id, hash);
    }

    @Override
    public final int hashCode() {
      at(Point.HASH_CODE);
      return super.hashCode();
    }

    @Override
    public final boolean equals(Object other) {
      at(Point.EQUALS);
      return super.equals(other);
    }
  }

  /** A key that is comparable, in which attacks wait. */
  static final class ComparableKey extends AttackingKey implements Comparable<ComparableKey> {
    private static final long serialVersionUID = 1;

    ComparableKey(int id, int hash) {
      super(id, hash);
    }

    @Override
    public int compareTo(ComparableKey that) {
      at(Point.COMPARE);
      return Integer.compare(id, that.id);
    }
  }
}

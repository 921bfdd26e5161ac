package dev.inlay.internal.striped;

/**
 * What may stand in a slot in place of a value. Readers tell the two constants by identity, and
 * look at a value's class only in tables that may hold others ({@link SlotTable#get}).
 */
abstract class Marker {

  /** The mapping was removed; terminal. */
  static final Marker DEAD = new Constant("removed");

  /** Whatever was here is in the next table; terminal. */
  static final Marker MOVED = new Constant("moved");

  /** In place of a key: the slot holds the tree of all further keys of its hash. */
  static final Marker BIN = new Constant("bin");

  /**
   * In place of a bin's tree when the last mapping was removed. Not {@code null}: a late copy of
   * the tree of before goes in only where nothing ever was.
   */
  static final Marker NO_TREE = new Constant("no tree");

  /** In place of a key: no key will come, the table is being replaced; terminal. */
  static final Marker CLOSED = new Constant("closed");

  /** In place of a key: it was here, and its mapping was removed; terminal. */
  static final Marker BURIED = new Constant("buried");

  /** Tells whether what stands in a key's place is none: one check for all of them. */
  static boolean isNoKey(Object candidate) {
    return candidate instanceof Constant;
  }

  /** One that there is once; its name is for debuggers. */
  private static final class Constant extends Marker {
    private final String name;

    Constant(String name) {
      this.name = name;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A value that no writer can change any more, as it is on its way to the next table. */
  static final class Frozen extends Marker {
    final Object value;

    /** Whether the value is a reservation. */
    final boolean reserved;

    Frozen(Object value, boolean reserved) {
      this.value = value;
      this.reserved = reserved;
    }
  }
}

package dev.inlay.proof.mutate;

/**
 * One weakening of one class.
 *
 * @param className the class, with dots
 * @param method the method's name and descriptor
 * @param instruction which of the method's instructions, counted as {@link Mutation} does
 * @param line the source line
 * @param kind what is done to it
 * @param what the instruction, for readers
 */
record Mutant(String className, String method, int instruction, int line, Kind kind, String what) {

  /** What is done. */
  enum Kind {
    /** An access mode is lowered to plain: what other threads see, and when, is left open. */
    PLAIN,
    /** A step that is one becomes two: read, then write. */
    TORN,
    /** A check of what was read is left out: as if it had held. */
    ALWAYS,
    /** A check of what was read is left out: as if it had not held. */
    NEVER
  }

  /** The class's name without its package; of a nested one with that of the outer one. */
  String simpleClass() {
    return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
  }

  /** The method's name, of a lambda that of the method it is in; "" of a field. */
  String methodName() {
    String name = method.substring(0, method.indexOf('('));
    return name.startsWith("lambda$") ? name.split("\\$")[1] : name;
  }

  @Override
  public String toString() {
    return "%s.%s:%d %s %s"
        .formatted(simpleClass(), method.substring(0, method.indexOf('(')), line, kind, what);
  }
}

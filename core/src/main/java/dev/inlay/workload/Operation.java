package dev.inlay.workload;

/** The operations that a workload tells apart, by their names in the file. */
enum Operation {
  GET_HIT("get.hit", true),
  GET_MISS("get.miss", false),
  CONTAINS_HIT("containsKey.hit", true),
  CONTAINS_MISS("containsKey.miss", false),
  PUT_EXISTING("put.existing", true),
  PUT_NEW("put.new", false),
  PUT_IF_ABSENT_PRESENT("putIfAbsent.present", true),
  PUT_IF_ABSENT_ABSENT("putIfAbsent.absent", false),
  REPLACE_HIT("replace.hit", true),
  REPLACE_MISS("replace.miss", false),
  REMOVE_HIT("remove.hit", false),
  REMOVE_MISS("remove.miss", false),
  COMPUTE_IF_ABSENT_PRESENT("computeIfAbsent.present", true),
  COMPUTE_IF_ABSENT_ABSENT("computeIfAbsent.absent", false),
  COMPUTE_IF_PRESENT_PRESENT("computeIfPresent.present", true),
  COMPUTE_IF_PRESENT_ABSENT("computeIfPresent.absent", false),
  COMPUTE_PRESENT("compute.present", true),
  COMPUTE_ABSENT("compute.absent", false),
  MERGE_PRESENT("merge.present", true),
  MERGE_ABSENT("merge.absent", false),
  GET_ALL("getAll", false),
  ITERATE("iterate", false),
  SIZE("size", false),
  IS_EMPTY("isEmpty", false),
  SNAPSHOT("snapshot", false),
  /** Known, but not replayed: it is written as a comment. */
  CLEAR("clear", false);

  private final String label;
  private final boolean onPresentKey;

  Operation(String label, boolean onPresentKey) {
    this.label = label;
    this.onPresentKey = onPresentKey;
  }

  /** Returns the name in the file, without {@code op.}. */
  String label() {
    return label;
  }

  /** Returns its place in arrays, which live no longer than the program. */
  @SuppressWarnings("EnumOrdinal")
  int index() {
    return ordinal();
  }

  /** Whether its key was there and stays: such keys make the distribution. */
  boolean onPresentKey() {
    return onPresentKey;
  }

  /** Whether it is about the whole map: rare, and all are counted. */
  boolean onWholeMap() {
    return switch (this) {
      case ITERATE, SIZE, IS_EMPTY, SNAPSHOT, CLEAR -> true;
      default -> false;
    };
  }

  /** Whether it adds a mapping. */
  boolean inserts() {
    return switch (this) {
      case PUT_NEW, PUT_IF_ABSENT_ABSENT, COMPUTE_IF_ABSENT_ABSENT, COMPUTE_ABSENT, MERGE_ABSENT ->
          true;
      default -> false;
    };
  }
}

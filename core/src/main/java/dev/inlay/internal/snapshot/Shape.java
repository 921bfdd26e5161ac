package dev.inlay.internal.snapshot;

/**
 * What a tree is made of: the same for all versions between which no leaf was made anew.
 *
 * @param slots the slots of all leaves
 * @param leaves the leaves
 * @param binned the mappings in collision trees
 * @param rebuilds how often leaves were split and trees rebuilt since the map was made
 */
record Shape(long slots, long leaves, long binned, long rebuilds) {

  /** That of the empty tree. */
  static final Shape EMPTY = new Shape(1, 1, 0, 0);
}

package dev.inlay.soak;

/** What the tide does in a phase. */
enum Water {
  /** The map grows to some hundred thousand mappings. */
  FLOOD,
  /** All that the flood brought is removed again, and the tables shrink. */
  EBB
}

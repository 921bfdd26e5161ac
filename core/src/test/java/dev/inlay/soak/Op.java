package dev.inlay.soak;

/** The kinds of operations that a soak counts. */
enum Op {
  GET,
  GET_ALL,
  PUT,
  PUT_IF_ABSENT,
  PUT_ALL,
  REPLACE,
  REMOVE,
  COMPUTE,
  COMPUTE_IF_ABSENT,
  COMPUTE_IF_PRESENT,
  MERGE,
  REPLACE_ALL,
  VIEW_REMOVAL,
  TRAVERSAL,
  SNAPSHOT,
  TRANSACTION,
  SIZE,
  TRIM,
  CLEAR
}

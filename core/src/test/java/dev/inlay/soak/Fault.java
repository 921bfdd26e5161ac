package dev.inlay.soak;

/** The kinds of faults that a soak provokes, and after which all must go on as before. */
enum Fault {
  FUNCTION_THREW_EXCEPTION,
  FUNCTION_THREW_ERROR,
  FUNCTION_THREW_CHECKED,
  RECURSION_REFUSED,
  NESTED_UPDATE_REFUSED,
  NESTED_UPDATE_DONE,
  TRANSACTION_ROLLED_BACK,
  HASH_CODE_THREW,
  EQUALS_THREW,
  INTERRUPT,
  STACK_OVERFLOW
}

package dev.inlay.jmh.compare;

/** What a write of an operation mix does, as {@code MixBenchmark} names it. */
enum Writes {
  PUT("put over an existing key"),
  FRESH("put of a new value over an existing key"),
  CHURN("remove and put");

  private final String description;

  Writes(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }
}

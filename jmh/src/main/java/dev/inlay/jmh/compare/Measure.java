package dev.inlay.jmh.compare;

/** What of an operation mix is measured. */
enum Measure {
  /** Operations per second of all threads together. */
  THROUGHPUT,
  /** The 99th percentile of the time of one operation, from samples. */
  LATENCY
}

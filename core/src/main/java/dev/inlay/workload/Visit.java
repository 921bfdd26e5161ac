package dev.inlay.workload;

/**
 * How far one traversal came. It tells the tape whenever the number of elements has doubled, since
 * one that is left never says so; and at the end that it was a whole one instead.
 */
final class Visit {
  private final Tape tape;
  private long seen;
  private long told;
  private boolean ended;

  Visit(Tape tape) {
    this.tape = tape;
  }

  /** Another element was seen. */
  void next() {
    seen++;
    if ((seen & (seen - 1)) == 0 && !ended) {
      tape.visit(seen - told);
      told = seen;
    }
  }

  /** There are no more. */
  void end() {
    if (!ended) {
      ended = true;
      if (seen > 0) {
        tape.visit(-told);
        tape.count(Operation.ITERATE);
      }
    }
  }

  /** All that was left was seen at once. */
  void rest() {
    seen++;
    end();
  }
}

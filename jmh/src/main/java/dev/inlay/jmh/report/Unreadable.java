package dev.inlay.jmh.report;

/** A file cannot be reported on; the message names it and says why. */
public final class Unreadable extends Exception {
  private static final long serialVersionUID = 1;

  Unreadable(Object file, String why) {
    super(file + " " + why);
  }
}

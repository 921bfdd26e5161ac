package dev.inlay.jmh.results;

/** A file is not what it was taken for; the message is a line that names it and says why. */
public final class Unreadable extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * Names file and reason.
   *
   * @param file the file
   * @param why what is wrong with it, as the rest of a sentence that begins with the file
   */
  public Unreadable(Object file, String why) {
    super((file + " " + why).replaceAll("[\\r\\n]+\\s*", " "));
  }
}

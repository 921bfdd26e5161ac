package dev.inlay.jmh.results;

import java.nio.file.Path;

/**
 * A file that is not what it was taken for. The message is one line with the file and the reason.
 */
public final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * Names file and reason.
   *
   * @param file the file
   * @param reason what is wrong with it
   */
  public UnreadableException(Path file, String reason) {
    super(file + ": " + reason);
  }
}

package dev.inlay.jmh.figures;

/** A marker, a query or a line that does not say what figure is meant. */
final class FigureException extends Exception {
  private static final long serialVersionUID = 1;

  FigureException(String message) {
    super(message);
  }
}

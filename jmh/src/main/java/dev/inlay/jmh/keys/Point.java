package dev.inlay.jmh.keys;

/** A key class as users write them: two fields, and the hash code that an IDE generates. */
public final class Point {
  private final int x;
  private final int y;

  /**
   * Makes a point.
   *
   * @param x its first coordinate
   * @param y its second coordinate
   */
  public Point(int x, int y) {
    this.x = x;
    this.y = y;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Point that && x == that.x && y == that.y;
  }

  @Override
  public int hashCode() {
    return 31 * x + y;
  }

  @Override
  public String toString() {
    return "Point(" + x + ", " + y + ")";
  }
}

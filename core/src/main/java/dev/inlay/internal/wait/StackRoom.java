package dev.inlay.internal.wait;

/** Lets a stack that is at its end fail where that does no harm. */
public final class StackRoom {

  private StackRoom() {}

  /**
   * Makes so many calls, one inside the other, and returns.
   *
   * @return the number of calls
   * @throws StackOverflowError if the stack has no room for them
   */
  public static int require(int calls) {
    return calls == 0 ? 0 : 1 + require(calls - 1);
  }
}

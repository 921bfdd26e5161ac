package dev.inlay.jcstress;

import java.util.List;
import java.util.stream.Collectors;

/** Names the tests that jcstress leaves out where there are few processors. */
final class Crowds {

  private Crowds() {}

  /**
   * Prints a pattern for jcstress's option {@code -t}, or nothing when no test has so many actors.
   *
   * @param arguments how many processors there are
   */
  public static void main(String[] arguments) {
    if (arguments.length != 1 || !arguments[0].matches("[1-9]\\d{0,4}")) {
      System.err.println("usage: Crowds <processors>");
      System.exit(2);
    }
    System.out.println(pattern(Triads.tests(), Integer.parseInt(arguments[0])));
  }

  static String pattern(List<Triads.Test> tests, int processors) {
    return tests.stream()
        .filter(test -> test.info().threads() > processors)
        .map(test -> test.name().replace(".", "\\.").replace("$", "\\$") + "$")
        .sorted()
        .collect(Collectors.joining("|"));
  }
}

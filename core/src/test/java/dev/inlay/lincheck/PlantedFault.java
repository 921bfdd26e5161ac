package dev.inlay.lincheck;

import dev.inlay.contract.tools.Fork;
import org.jetbrains.lincheck.LincheckAssertionError;

/**
 * Runs the model checker on a map whose classes have a fault, in a JVM of its own: those classes
 * stand in its class path before the project's.
 */
final class PlantedFault {

  private static final int SCENARIOS = 100;

  private PlantedFault() {}

  /**
   * Prints {@link Fork#PASSED} when wrong results were found, and what was found instead when they
   * were not.
   *
   * @param arguments the name of a class of operations
   */
  public static void main(String[] arguments) throws ClassNotFoundException {
    Class<?> operations = Class.forName(arguments[0]);
    try {
      Checker.first(operations, SCENARIOS, 300);
      System.out.println("nothing was found");
    } catch (LincheckAssertionError e) {
      System.out.println(e.getMessage());
      if (String.valueOf(e.getMessage()).contains("Invalid execution results")) {
        System.out.println(Fork.PASSED);
      }
    }
    System.exit(0);
  }
}

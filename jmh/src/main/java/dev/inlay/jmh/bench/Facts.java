package dev.inlay.jmh.bench;

import dev.inlay.jmh.subject.Ability;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;

/** What a benchmark says about itself. */
public final class Facts {

  private Facts() {}

  /**
   * Finds the benchmark that does the same on bare arrays.
   *
   * @param benchmark a benchmark's method, with class and package
   * @return that of {@link Limits}, with class and package; empty when there is none
   */
  public static Optional<String> kernel(String benchmark) {
    return method(benchmark)
        .map(method -> method.getAnnotation(Kernel.class))
        .map(kernel -> Limits.class.getName() + "." + kernel.value());
  }

  /**
   * Finds what a benchmark asks of a map that not every map can do.
   *
   * @param benchmark a benchmark's method, with class and package
   * @return the ability, if it asks for one
   */
  public static Optional<Ability> need(String benchmark) {
    return method(benchmark).map(method -> method.getAnnotation(Needs.class)).map(Needs::value);
  }

  private static Optional<Method> method(String benchmark) {
    int dot = benchmark.lastIndexOf('.');
    try {
      return Arrays.stream(Class.forName(benchmark.substring(0, dot)).getMethods())
          .filter(method -> method.getName().equals(benchmark.substring(dot + 1)))
          .findFirst();
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("no benchmark is called '" + benchmark + "'", e);
    }
  }
}

package dev.inlay.contract.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main method in a JVM of its own, for what would harm the tests beside it. */
public final class Fork {
  /** What the main method prints at its end when all was as it should be. */
  public static final String PASSED = "PASSED";

  private static final Duration PATIENCE = TestSettings.patience(Duration.ofSeconds(170));

  private Fork() {}

  /** Runs {@code main} with the argument, and fails unless it printed {@link #PASSED}. */
  public static void run(Class<?> main, String argument, String... options) {
    runOn(classPath(), main, argument, options);
  }

  /** The same with the classes of a folder in place of the project's. */
  public static void runWith(Path classes, Class<?> main, String argument, String... options) {
    runOn(classes + File.pathSeparator + classPath(), main, argument, options);
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static void runOn(String classPath, Class<?> main, String argument, String... options) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(List.of(options));
    command.add("-cp");
    command.add(classPath);
    for (String property :
        new String[] {"inlay.seed", "inlay.scale", "inlay.patience", "inlay.maps"}) {
      if (System.getProperty(property) != null) {
        command.add("-D" + property + "=" + System.getProperty(property));
      }
    }
    command.add(main.getName());
    command.add(argument);
    try {
      Path log = Files.createTempFile("inlay", ".log");
      Process child =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      boolean ended = child.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      child.destroyForcibly();
      List<String> lines =
          Files.readAllLines(log).stream().filter(line -> !line.contains(" warning: ")).toList();
      Files.delete(log);
      assertThat(ended).as("%s hangs: %s", command, String.join("\n", lines)).isTrue();
      assertThat(lines).as("%s", command).contains(PASSED);
      assertThat(child.exitValue()).isZero();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

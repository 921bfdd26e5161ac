package dev.inlay.proof.mutate;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.inlay.proof.weave.WovenLoader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the project's own tests against classes that are changed. */
final class UnitTests {

  /** Not of the maps' tables, or about what takes long. */
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          ".*(Control|StackOverflow|OutOfMemory|HugeCapacity|Layout|Retention|Churn|Architecture"
              + "|Builder|SerialForm|Traits|HashPatterns|Testlib|CollidingKeys"
              + "|SnapshotMapVersions|CollisionTree)Test");

  /** Last, for they take seconds. */
  private static final Pattern SLOW =
      Pattern.compile(".*(Progress|Transitions|Transaction|Whole|Invariants|Capacity|Cycles)Test");

  private static final String TIMEOUT_SECONDS = "15 s";

  private UnitTests() {}

  /**
   * Returns the test that fails, or "" when none does.
   *
   * @param inner whether to run what opens the map's packages, step by step; else what uses the map
   */
  static String failing(WovenLoader loader, String map, boolean inner)
      throws IOException, ClassNotFoundException {
    System.setProperty("inlay.maps", map);
    System.setProperty("inlay.scale", "0.1");
    System.setProperty("inlay.seed", "1");
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(loader);
    try {
      for (String name : testsOf(map, inner)) {
        Failures failures = new Failures();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(loader.loadClass("dev.inlay." + name)))
                .configurationParameter("junit.jupiter.execution.timeout.default", TIMEOUT_SECONDS)
                .build(),
            failures);
        if (!failures.first.isEmpty()) {
          return name.substring(name.lastIndexOf('.') + 1) + failures.first;
        }
      }
      return "";
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static final class Failures implements TestExecutionListener {
    String first = "";

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (result.getStatus() == TestExecutionResult.Status.FAILED && first.isEmpty()) {
        Throwable failure = result.getThrowable().orElseThrow();
        boolean late =
            failure instanceof TimeoutException
                || String.valueOf(failure.getMessage()).contains("timed out");
        first = late ? " timeout" : " fails";
      }
    }
  }

  /** Returns the test classes that may tell something of a map, without {@code dev.inlay}. */
  private static List<String> testsOf(String map, boolean inner) throws IOException {
    List<String> found =
        new ArrayList<>(
            names().stream()
                .filter(name -> isOf(map, name) && !LEFT_OUT.matcher(name).matches())
                .toList());
    List<String> slow = found.stream().filter(name -> SLOW.matcher(name).matches()).toList();
    found.removeAll(slow);
    List<String> opening = found.stream().filter(name -> name.startsWith("internal.")).toList();
    if (inner) {
      return opening;
    }
    found.removeAll(opening);
    found.addAll(slow);
    return found;
  }

  private static boolean isOf(String map, String name) {
    String families =
        switch (map) {
          case "StripedMap" -> "striped|wait|collision";
          case "ShardedMap" -> "shard|table";
          default -> "snapshot";
        };
    return name.startsWith("contract.")
        || name.startsWith(map)
        || name.matches("internal\\.(" + families + ")\\..*");
  }

  private static List<String> names() throws IOException {
    Path root =
        Path.of(
                URI.create(
                    UnitTests.class.getProtectionDomain().getCodeSource().getLocation().toString()))
            .resolve("dev/inlay");
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString().replace('/', '.').replace('\\', '.'))
          .filter(name -> name.endsWith("Test.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .sorted()
          .toList();
    }
  }
}

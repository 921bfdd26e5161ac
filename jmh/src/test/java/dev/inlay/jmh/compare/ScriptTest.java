package dev.inlay.jmh.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code compare}, with a Java that only shows how it was called. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it is a shell script")
class ScriptTest {
  private static final String SHOWING_JAVA =
      """
      #!/bin/sh
      if [ "$1" = -version ]; then echo 'openjdk version "17.0.1"' >&2; exit; fi
      printf '%s\\n' "$@"
      """;

  @TempDir Path directory = Path.of("");

  private void write(String name, String content) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private String called(String... args) throws IOException, InterruptedException {
    write("bin/java", SHOWING_JAVA);
    write("pom.xml", "");
    write("core/pom.xml", "");
    write("jmh/pom.xml", "");
    write("compare", Files.readString(Path.of("..", "compare")));
    write("jmh/target/benchmarks.jar", "");
    String[] command = new String[args.length + 1];
    command[0] = directory.resolve("compare").toString();
    System.arraycopy(args, 0, command, 1, args.length);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", directory.toString());
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return printed;
  }

  @Test
  void theCommandIsKeptAsItCanBeTypedAgain() throws IOException, InterruptedException {
    assertThat(called("--workload", "my app.workload", "--maps", "chm,striped"))
        .contains(
            "-Dinlay.compare.command=./compare --workload my\\ app.workload --maps chm,striped\n")
        .contains("--workload\nmy app.workload\n--maps\nchm,striped\n");
    assertThat(called()).contains("-Dinlay.compare.command=./compare\n");
  }
}

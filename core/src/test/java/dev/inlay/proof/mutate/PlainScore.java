package dev.inlay.proof.mutate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs the mutants of lowered access modes under jcstress, with C2: shows which of them a strong
 * processor, or the compiler, lets fail.
 *
 * <pre>PlainScore RESULTS JCSTRESS_JAR [AGAIN [NAMES]]</pre>
 *
 * <p>Each runs all tests of its map, shipped classes only, in one JVM. Results are kept as {@link
 * MutantScore} keeps them.
 */
final class PlainScore {

  /** What no test of jcstress has noticed. */
  static final String NOT_SEEN = "not seen";

  private static final long SECONDS = 180;

  private static final Pattern FAILED =
      Pattern.compile("^\\.+ \\[FAILED\\] (\\S+)", Pattern.MULTILINE);
  private static final Pattern TOTALS =
      Pattern.compile("Results: (\\d+) planned; (\\d+) passed, (\\d+) failed");

  private final Path jar;

  private PlainScore(Path jar) {
    this.jar = jar.toAbsolutePath();
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 2 || args.length > 4) {
      System.err.println("usage: PlainScore <results> <jcstress.jar> [again [names]]");
      System.exit(2);
    }
    Path file = Path.of(args[0]);
    String again = args.length > 2 ? args[2] : "nothing";
    Pattern chosen = Pattern.compile(args.length > 3 ? args[3] : ".*");
    Map<String, Mutant> plain = new TreeMap<>(Mutants.named());
    plain.values().removeIf(mutant -> mutant.kind() != Mutant.Kind.PLAIN);
    Map<String, String> codes = Mutants.codes();
    MutantResults results = MutantResults.read(file);
    PlainScore score = new PlainScore(Path.of(args[1]));
    for (String map : List.of("StripedMap", "ShardedMap", "SnapshotMap")) {
      String verdict = score.run(map, "");
      if (!verdict.equals(NOT_SEEN)) {
        throw new IllegalStateException(map + " as it is does not pass: " + verdict);
      }
    }
    for (Map.Entry<String, Mutant> each : plain.entrySet()) {
      String name = each.getKey();
      String before = results.verdict(name);
      String code = codes.get(name); // fields have none
      boolean stale = code != null && results.isStale(name, code);
      boolean due = before == null || before.startsWith(again) || stale;
      if (due && chosen.matcher(name).matches()) {
        results.put(name, score.run(Mutants.mapOf(each.getValue()), name), code);
        Files.writeString(
            file, results.row(name) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    }
    List<String> rows = plain.keySet().stream().filter(results::has).map(results::row).toList();
    Files.write(file, rows);
    long seen = rows.stream().filter(row -> !row.contains("\t" + NOT_SEEN + "\t")).count();
    System.out.printf("%d of %d lowered access modes seen%n", seen, rows.size());
  }

  /** Runs a map's tests on a mutant; on the map as it is when there is no name. */
  private String run(String map, String name) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("plain");
    try {
      Path classes = Files.createDirectory(folder.resolve("classes"));
      if (!name.isEmpty()) {
        Mutants.write(name, classes);
      }
      Path log = folder.resolve("log");
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  classes + System.getProperty("path.separator") + jar,
                  "org.openjdk.jcstress.Main",
                  "-m",
                  "quick",
                  "-sc",
                  "false",
                  "-f",
                  "1",
                  "-fsm",
                  "1",
                  "-iters",
                  "2",
                  "-jvmArgs",
                  "-XX:-TieredCompilation",
                  "-t",
                  testsOf(map))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        return "timeout";
      }
      return verdict(Files.readString(log));
    } finally {
      delete(folder);
    }
  }

  /** Those of the map's class, not of models and their twins; the oldest do not name their map. */
  private static String testsOf(String map) {
    String which =
        switch (map) {
          case "StripedMap" -> "(?=.*Striped)";
          case "SnapshotMap" -> "(?=.*Snapshot)";
          default -> "(?!.*(Striped|Snapshot))";
        };
    return "dev\\.inlay\\.jcstress\\.(?!.*Model)" + which;
  }

  private static String verdict(String log) {
    Matcher failed = FAILED.matcher(log);
    if (failed.find()) {
      return "jcstress (" + failed.group(1).replace("dev.inlay.jcstress.", "") + ")";
    }
    Matcher totals = TOTALS.matcher(log);
    String last = "";
    while (totals.find()) {
      last = totals.group(1) + " " + totals.group(2) + " " + totals.group(3);
    }
    if (!last.matches("([1-9]\\d*) \\1 0")) {
      throw new IllegalStateException("jcstress ended with '" + last + "':\n" + log);
    }
    return NOT_SEEN;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

package dev.inlay.proof.mutate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs the mutants but those of lowered access modes, each by a {@link MutantWorker}, and writes a
 * table of which rung found which.
 *
 * <pre>MutantScore RESULTS [AGAIN [NAMES]]</pre>
 *
 * <p>Results are appended as they come, and sorted at the end. Those that the file has already are
 * not run again, but for those whose method has changed since, and those of which AGAIN is the
 * begin ({@code survived}, {@code timeout}). NAMES, a regular expression, tells which mutants to
 * run.
 */
final class MutantScore {

  private static final long SECONDS = 120;

  /** After so many a worker is replaced, which loads all classes anew for each. */
  private static final int MUTANTS_PER_WORKER = 40;

  private @Nullable Process worker;
  private @Nullable PrintWriter toWorker;
  private @Nullable BufferedReader fromWorker;
  private int runInWorker;

  private MutantScore() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path file = Path.of(args[0]);
    String again = args.length > 1 ? args[1] : "nothing";
    Pattern chosen = Pattern.compile(args.length > 2 ? args[2] : ".*");
    List<String> names = Mutants.names();
    Map<String, String> codes = Mutants.codes();
    MutantResults results = MutantResults.read(file);
    MutantScore score = new MutantScore();
    for (String map : List.of("StripedMap", "ShardedMap", "SnapshotMap")) {
      String verdict = score.run(map);
      if (!verdict.equals(MutantWorker.SURVIVED)) {
        throw new IllegalStateException(map + " as it is does not pass: " + verdict);
      }
    }
    for (String name : names) {
      String before = results.verdict(name);
      boolean due =
          before == null || before.startsWith(again) || results.isStale(name, codes.get(name));
      if (due && chosen.matcher(name).matches()) {
        results.put(name, score.run(name), codes.get(name));
        Files.writeString(
            file,
            results.row(name) + "\n",
            StandardCharsets.UTF_8,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
    }
    score.stop();
    List<String> rows = names.stream().filter(results::has).map(results::row).toList();
    Files.write(file, rows, StandardCharsets.UTF_8);
    System.out.printf(
        "%d of %d mutants found%n", rows.size() - results.survivors().size(), rows.size());
  }

  private String run(String name) throws IOException, InterruptedException {
    start();
    PrintWriter to = toWorker;
    BufferedReader from = fromWorker;
    if (to == null || from == null) {
      throw new IllegalStateException("no worker");
    }
    to.println(name);
    CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> answerOf(from));
    try {
      String line = answer.get(SECONDS, TimeUnit.SECONDS);
      if (line.isEmpty()) {
        stop();
        return "ends the JVM";
      }
      String verdict = line.substring(MutantWorker.ANSWER.length());
      if (++runInWorker == MUTANTS_PER_WORKER || verdict.contains("timeout")) {
        stop(); // which also ends threads that hang
      }
      return verdict;
    } catch (TimeoutException e) {
      stop();
      return "timeout";
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the next answer, or "" when there is none any more. */
  private static String answerOf(BufferedReader from) {
    try {
      String line = from.readLine();
      while (line != null && !line.startsWith(MutantWorker.ANSWER)) {
        line = from.readLine();
      }
      return line == null ? "" : line;
    } catch (IOException e) {
      return "";
    }
  }

  private void start() throws IOException {
    Process present = worker;
    if (present != null && present.isAlive()) {
      return;
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    String rungs = System.getProperty(Ladder.RUNGS);
    if (rungs != null) {
      command.add("-D" + Ladder.RUNGS + "=" + rungs);
    }
    command.add(MutantWorker.class.getName());
    Process started =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    worker = started;
    toWorker = new PrintWriter(started.outputWriter(StandardCharsets.UTF_8), true);
    fromWorker =
        new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
  }

  private void stop() throws InterruptedException {
    Process present = worker;
    if (present != null) {
      present.destroyForcibly().waitFor();
      worker = null;
      runInWorker = 0;
    }
  }
}

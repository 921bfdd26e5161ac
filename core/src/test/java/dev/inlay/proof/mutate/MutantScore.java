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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs all mutants, each by a {@link MutantWorker}, and writes a table of which rung found which.
 *
 * <pre>MutantScore RESULTS [EVERY [OFFSET [KIND]]]</pre>
 *
 * <p>Results are appended as they come; those that the file has already are not run again.
 */
final class MutantScore {

  private static final long SECONDS = 90;

  private @Nullable Process worker;
  private @Nullable PrintWriter toWorker;
  private @Nullable BufferedReader fromWorker;

  private MutantScore() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path file = Path.of(args[0]);
    int every = args.length > 1 ? Integer.parseInt(args[1]) : 1;
    int offset = args.length > 2 ? Integer.parseInt(args[2]) : 0;
    Mutant.Kind kind = args.length > 3 ? Mutant.Kind.valueOf(args[3]) : null;
    List<Mutant> all = Mutants.all();
    Map<String, String> known = read(file);
    MutantScore score = new MutantScore();
    int found = 0;
    int run = 0;
    for (int number = offset; number < all.size(); number += every) {
      if (kind != null && kind != all.get(number).kind()) {
        continue;
      }
      String name = all.get(number).toString();
      String verdict = known.get(name);
      if (verdict == null) {
        verdict = score.run(number);
        Files.writeString(
            file,
            name + "\t" + verdict + "\n",
            StandardCharsets.UTF_8,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
      run++;
      found += verdict.equals(MutantWorker.SURVIVED) ? 0 : 1;
    }
    score.stop();
    System.out.printf("%d of %d mutants found%n", found, run);
  }

  private static Map<String, String> read(Path file) throws IOException {
    Map<String, String> known = new LinkedHashMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        int tab = line.lastIndexOf('\t');
        known.put(line.substring(0, tab), line.substring(tab + 1));
      }
    }
    return known;
  }

  private String run(int number) throws IOException, InterruptedException {
    start();
    PrintWriter to = toWorker;
    BufferedReader from = fromWorker;
    if (to == null || from == null) {
      throw new IllegalStateException("no worker");
    }
    to.println(number);
    CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> answerOf(from));
    try {
      String line = answer.get(SECONDS, TimeUnit.SECONDS);
      if (line.isEmpty()) {
        stop();
        return "ends the JVM";
      }
      return line.substring(MutantWorker.ANSWER.length());
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
    }
  }
}

package dev.inlay.jmh.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * All threads count the words of a book, each from another page on: Isaac Newton's Opticks of 1730,
 * some 100,000 words, of which some 4,300 are different.
 */
@Threads(Threads.MAX)
public class BookCount extends MapBenchmark {

  private static final String BOOK = "opticks.txt";
  private static final Pattern WORD = Pattern.compile("\\p{L}+(?:'\\p{L}+)*");

  /** The map of counts. */
  @State(Scope.Benchmark)
  public static class Counts extends CountedWords {}

  /** The words of one thread. */
  @State(Scope.Thread)
  public static class Reader extends Cursor {

    /**
     * Opens the book: every word is an instance of its own, as from a file.
     *
     * @param counts the map
     * @param thread the thread
     */
    @Setup(Level.Trial)
    public void open(Counts counts, ThreadParams thread) {
      List<String> words = words();
      int index = thread.getThreadIndex();
      int first = (int) ((long) words.size() * index / thread.getThreadCount());
      Object[] own = new Object[words.size()];
      for (int i = 0; i < own.length; i++) {
        own[i] = words.get((first + i) % own.length);
      }
      bind(own, ValuePool.create(), index);
      counts.register(this);
    }
  }

  /** Returns all words of the book in lower case, in their order. */
  static List<String> words() {
    InputStream book = Objects.requireNonNull(BookCount.class.getResourceAsStream(BOOK), BOOK);
    List<String> words = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(book, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher matcher = WORD.matcher(line.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
          words.add(matcher.group());
        }
      }
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Counts one word.
   *
   * @param counts the map
   * @param reader the thread's words
   * @return the count so far
   */
  @Benchmark
  public Object count(Counts counts, Reader reader) {
    return counts.map().merge(reader.nextKey(), 1L, Long::sum);
  }
}

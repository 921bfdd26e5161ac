package dev.inlay.workload;

import dev.inlay.InlayMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentMap;

/**
 * Records what a program does with a map, and writes it as a workload file, which {@code ./compare
 * --workload FILE} replays against all maps to tell which one is best for this program.
 *
 * <pre>{@code
 * Recorder<ConcurrentMap<String, Session>> recorder = Recorder.wrap(new ConcurrentHashMap<>());
 * ConcurrentMap<String, Session> sessions = recorder.map();  // used from here on
 * recorder.write(Path.of("sessions.workload"));              // at any moment
 * }</pre>
 *
 * <h2>What the recorded map is</h2>
 *
 * <p>Each call goes to the wrapped map, once, and has its result, its exceptions, its atomicity and
 * its refusal of nulls. Views write through; serial form and text are those of the wrapped map.
 * What can be noticed: {@code hashCode} of the key of a sampled operation runs once more, after the
 * operation; a sampled function, and the action of a stream over a view, runs inside another one;
 * the map is asked for its size now and then, and before a sampled {@code putAll} whether it holds
 * some of the keys; and the object is another one, so whoever iterates over a {@link
 * java.util.Collections#synchronizedMap} locks the map that was wrapped, not the recorded one.
 *
 * <h2>What it costs</h2>
 *
 * <p>For an operation that is not sampled: a random number of the thread's own, no memory, and
 * nothing that threads share. One in {@value #EVERY} operations on a key is sampled, at random,
 * which reads the clock and takes a lock of some of the threads. Operations on the whole map are
 * all counted, by a {@link java.util.concurrent.atomic.LongAdder}. The memory is fixed ({@link
 * #bytes()}), whatever the map and the time.
 *
 * <h2>What it keeps</h2>
 *
 * <p>Hashes of sampled keys, counts and sizes. No key and no value, nor a reference to one. What it
 * writes are shares and counts, not even hash codes.
 *
 * <p>Recording never fails an operation of the map: a sample whose key throws from {@code
 * hashCode}, or for which stack or memory do not suffice, is dropped.
 *
 * @param <M> the type of the recorded map
 */
public final class Recorder<M extends Map<?, ?>> {

  /** One in so many operations on keys is sampled, unless it is said otherwise. */
  public static final int EVERY = 64;

  private static final int MOST_EVERY = 1 << 20;

  static {
    FirstRecording.run();
  }

  private final M map;
  private final Tape tape;

  private Recorder(M map, Tape tape) {
    this.map = map;
    this.tape = tape;
  }

  /**
   * Wraps a map. What it has beyond {@link InlayMap} ({@code atomically}, {@code update}) is called
   * on the map itself, and is not recorded.
   *
   * @param <K> the type of keys
   * @param <V> the type of values
   * @param map the map; its present mappings count as those at the start
   * @return the recorder, whose {@link #map()} is to be used instead of {@code map}
   * @throws NullPointerException if {@code map} is null
   */
  public static <K, V> Recorder<InlayMap<K, V>> wrap(InlayMap<K, V> map) {
    return wrap(map, EVERY);
  }

  /**
   * Wraps a map with another rate of sampling.
   *
   * @param <K> the type of keys
   * @param <V> the type of values
   * @param map the map
   * @param every one in so many operations is sampled: a power of two from 1 to 1,048,576
   * @return the recorder
   * @throws NullPointerException if {@code map} is null
   * @throws IllegalArgumentException if {@code every} is no power of two or out of range
   */
  public static <K, V> Recorder<InlayMap<K, V>> wrap(InlayMap<K, V> map, int every) {
    Tape tape = tape(map, every);
    return new Recorder<>(new RecordedInlayMap<>(map, tape), tape);
  }

  /**
   * Wraps a map. What it has beyond {@link ConcurrentMap} (an order, say) is not to be had through
   * the recorded map.
   *
   * @param <K> the type of keys
   * @param <V> the type of values
   * @param map the map; its present mappings count as those at the start
   * @return the recorder, whose {@link #map()} is to be used instead of {@code map}
   * @throws NullPointerException if {@code map} is null
   */
  public static <K, V> Recorder<ConcurrentMap<K, V>> wrap(ConcurrentMap<K, V> map) {
    return wrap(map, EVERY);
  }

  /**
   * Wraps a map with another rate of sampling.
   *
   * @param <K> the type of keys
   * @param <V> the type of values
   * @param map the map
   * @param every one in so many operations is sampled: a power of two from 1 to 1,048,576
   * @return the recorder
   * @throws NullPointerException if {@code map} is null
   * @throws IllegalArgumentException if {@code every} is no power of two or out of range
   */
  public static <K, V> Recorder<ConcurrentMap<K, V>> wrap(ConcurrentMap<K, V> map, int every) {
    Tape tape = tape(map, every);
    return new Recorder<>(new RecordedConcurrentMap<>(map, tape), tape);
  }

  /**
   * Wraps a map that is for one thread, or guarded by a lock. The recorded map is no safer for
   * threads than {@code map} is.
   *
   * @param <K> the type of keys
   * @param <V> the type of values
   * @param map the map; its present mappings count as those at the start
   * @return the recorder, whose {@link #map()} is to be used instead of {@code map}
   * @throws NullPointerException if {@code map} is null
   */
  public static <K, V> Recorder<Map<K, V>> wrap(Map<K, V> map) {
    return wrap(map, EVERY);
  }

  /**
   * Wraps a map with another rate of sampling.
   *
   * @param <K> the type of keys
   * @param <V> the type of values
   * @param map the map
   * @param every one in so many operations is sampled: a power of two from 1 to 1,048,576
   * @return the recorder
   * @throws NullPointerException if {@code map} is null
   * @throws IllegalArgumentException if {@code every} is no power of two or out of range
   */
  public static <K, V> Recorder<Map<K, V>> wrap(Map<K, V> map, int every) {
    Tape tape = tape(map, every);
    return new Recorder<>(new RecordedMap<>(map, tape), tape);
  }

  private static Tape tape(Map<?, ?> map, int every) {
    Objects.requireNonNull(map, "map");
    if (every < 1 || every > MOST_EVERY || Integer.bitCount(every) != 1) {
      throw new IllegalArgumentException(
          "every must be a power of two from 1 to " + MOST_EVERY + ", but is " + every);
    }
    return new Tape(every, map);
  }

  /**
   * Returns the recorded map.
   *
   * @return always the same map
   */
  public M map() {
    return map;
  }

  /**
   * Forgets what was recorded so far, for example when the program has warmed up. Operations under
   * way may count to either side.
   */
  public void reset() {
    tape.reset();
  }

  /**
   * Returns about how much memory this recorder takes. It does not grow.
   *
   * @return the bytes
   */
  public long bytes() {
    return Recording.bytes();
  }

  /**
   * Writes a workload file of what was recorded so far. May be called while the map is in use, and
   * as often as wanted; each figure is that of some moment during the call. Takes some milliseconds
   * and some megabytes. Reads the hash codes of up to 65,536 keys of a {@link ConcurrentMap}, to
   * tell whether they collide.
   *
   * @param out where to
   * @throws IOException if {@code out} throws it
   * @throws NullPointerException if {@code out} is null
   */
  public void writeTo(Appendable out) throws IOException {
    Objects.requireNonNull(out, "out");
    out.append(new WorkloadText(tape).text());
  }

  /**
   * Writes a workload file, in UTF-8, as {@link #writeTo(Appendable)} does. A file that exists is
   * replaced.
   *
   * @param file the file
   * @throws IOException if it cannot be written
   * @throws NullPointerException if {@code file} is null
   */
  public void write(Path file) throws IOException {
    Objects.requireNonNull(file, "file");
    Files.writeString(file, new WorkloadText(tape).text(), StandardCharsets.UTF_8);
  }
}

package dev.inlay.workload;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What is recorded, from one moment on: fixed memory, whatever the map and the time. */
final class Recording {
  private static final int MOST_CELLS = 64;

  private final Cell[] cells = new Cell[cellCount()];
  private final LongAdder[] whole = new LongAdder[Operation.values().length];
  private final LongAdder dropped = new LongAdder();
  private final KeySketch sketch = new KeySketch();
  private final ThreadsSeen threads = new ThreadsSeen();
  private final SizeLog sizes = new SizeLog();
  private final LongAdder getAllKeys = new LongAdder();

  Recording() {
    for (int i = 0; i < cells.length; i++) {
      cells[i] = new Cell();
    }
    for (Operation operation : Operation.values()) {
      whole[operation.index()] = new LongAdder();
    }
  }

  private static int cellCount() {
    int cores = Runtime.getRuntime().availableProcessors();
    return Math.min(MOST_CELLS, Integer.highestOneBit(2 * cores));
  }

  /** Returns about how many bytes a recording takes. */
  static long bytes() {
    return cellCount() * Cell.bytes()
        + Operation.values().length * 40L
        + KeySketch.bytes()
        + ThreadsSeen.bytes()
        + SizeLog.bytes();
  }

  /** Adds a sampled operation. */
  void add(Operation operation, @Nullable Object key, Sized map) {
    int hashCode = key == null ? 0 : key.hashCode();
    KeyShape shape = KeyShape.of(key);
    int thread = threadHash();
    threads.note(thread);
    if (cell(thread).add(operation, hashCode, shape, sketch)) {
      tick(map);
    }
  }

  /** Adds what one sampled call does many times. */
  void add(Operation operation, long times) {
    int thread = threadHash();
    threads.note(thread);
    cell(thread).add(operation, times);
  }

  /** Adds a sampled call that reads many keys. */
  void addGetAll(long keys) {
    add(Operation.GET_ALL, 1);
    getAllKeys.add(keys);
  }

  /** Counts an operation on the whole map. */
  void count(Operation operation) {
    whole[operation.index()].increment();
  }

  /** A sample was lost. */
  void drop() {
    dropped.increment();
  }

  /** Looks at the clock, and at the size when that is due. */
  void tick(Sized map) {
    long now = System.nanoTime();
    threads.tick(now);
    if (sizes.isDue(now)) {
      sizes.add(map.size(), System.nanoTime() - now);
    }
  }

  /** Adds the size now. */
  void noteSize(long size) {
    sizes.addLast(size);
  }

  private Cell cell(int threadHash) {
    return cells[(threadHash >>> 12) & (cells.length - 1)];
  }

  private static int threadHash() {
    return (int) ((Thread.currentThread().getId() * 0x9E3779B97F4A7C15L) >>> 32);
  }

  /** Returns the counts so far: of sampled operations, and of all those on the whole map. */
  Cell.Totals totals() {
    Cell.Totals totals = new Cell.Totals();
    for (Cell cell : cells) {
      cell.flush(sketch);
      cell.addTo(totals);
    }
    return totals;
  }

  long counted(Operation operation) {
    return whole[operation.index()].sum();
  }

  long getAllKeys() {
    return getAllKeys.sum();
  }

  long dropped() {
    return dropped.sum();
  }

  KeySketch sketch() {
    return sketch.copy();
  }

  long threads() {
    return threads.most();
  }

  long[] sizes() {
    return sizes.sizes();
  }

  /** What tells a map's size. */
  @FunctionalInterface
  interface Sized {
    /** Returns the number of mappings. */
    long size();
  }
}

package dev.inlay.workload;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is recorded, from one moment on: fixed memory, whatever the map and the time. */
final class Recording {
  private static final int MOST_CELLS = 64;

  private final Cell[] cells;
  private final LongAdder[] whole = new LongAdder[Operation.values().length];
  private final LongAdder dropped = new LongAdder();
  private final LongAdder visited = new LongAdder();
  private final KeySketch sketch = new KeySketch();
  private final ThreadsSeen threads = new ThreadsSeen(System.nanoTime());
  private final SizeLog sizes = new SizeLog();
  private final LongAdder getAllKeys = new LongAdder();

  Recording() {
    this(cellCount(), Cell::new);
  }

  /** With other cells; their number is a power of two. */
  Recording(int count, Supplier<Cell> cell) {
    cells = new Cell[count];
    Arrays.setAll(cells, i -> cell.get());
    Arrays.setAll(whole, i -> new LongAdder());
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
    KeyShape shape = KeyShape.of(key);
    int thread = threadHash();
    long now = System.nanoTime();
    threads.note(thread, now);
    goOn(cell(thread).add(operation, shape.hash(), shape, sketch), map, now);
  }

  /** Adds what one sampled call does many times. */
  void add(Operation operation, long times, Sized map) {
    int thread = threadHash();
    long now = System.nanoTime();
    threads.note(thread, now);
    goOn(cell(thread).add(operation, times), map, now);
  }

  /** Adds a sampled call that reads many keys. */
  void addGetAll(long keys, Sized map) {
    add(Operation.GET_ALL, 1, map);
    getAllKeys.add(keys);
  }

  /** Counts an operation on the whole map. */
  void count(Operation operation) {
    whole[operation.index()].increment();
  }

  /** Adds elements that an iteration saw which has not come to its end. */
  void visit(long elements) {
    visited.add(elements);
  }

  /** A sample was lost. */
  void drop() {
    dropped.increment();
  }

  /** Looks at the size before anything is done. */
  void begin(Sized map) {
    lookAtSize(0, map, System.nanoTime());
  }

  private void goOn(long samples, Sized map, long now) {
    if (samples > 0) {
      lookAtSize(samples, map, now);
    }
  }

  private void lookAtSize(long samples, Sized map, long now) {
    if (sizes.isDue(now, samples)) {
      long before = System.nanoTime();
      long size = map.size();
      long after = System.nanoTime();
      sizes.add(size, after, after - before);
    }
  }

  /** Adds the size now. */
  void noteSize(long size) {
    long untold = 0;
    for (Cell cell : cells) {
      untold += cell.takeUntold();
    }
    sizes.addLast(size, untold);
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

  long visited() {
    return Math.max(0, visited.sum());
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

  SizeCurve sizes() {
    return sizes.curve();
  }

  /** What tells a map's size. */
  @FunctionalInterface
  interface Sized {
    /** Returns the number of mappings. */
    long size();
  }
}

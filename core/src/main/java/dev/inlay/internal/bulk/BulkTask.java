package dev.inlay.internal.bulk;

import dev.inlay.internal.view.Traversal;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One part of a bulk operation: splits parts off its traversal while it is estimated above the
 * threshold, runs what is left, and combines the parts' results as they complete.
 */
public final class BulkTask<K, V, U> extends CountedCompleter<U> {

  private static final long serialVersionUID = 1L;

  /** What is done with a mapping, shared by all parts. */
  private static final class Work<K, V, U> {
    final long threshold;
    final BiFunction<? super K, ? super V, ? extends @Nullable U> transformer;
    final @Nullable BiFunction<? super U, ? super U, ? extends U> reducer;
    final AtomicReference<@Nullable U> found = new AtomicReference<>();

    Work(
        long threshold,
        BiFunction<? super K, ? super V, ? extends @Nullable U> transformer,
        @Nullable BiFunction<? super U, ? super U, ? extends U> reducer) {
      this.threshold = threshold;
      this.transformer = transformer;
      this.reducer = reducer;
    }
  }

  private final transient Work<K, V, U> work;
  private final transient Traversal<K, V> part;
  private transient @Nullable BulkTask<K, V, U> split;
  private final transient @Nullable BulkTask<K, V, U> nextSplit;
  private transient @Nullable U result;

  private BulkTask(
      @Nullable BulkTask<K, V, U> parent,
      Work<K, V, U> work,
      Traversal<K, V> part,
      @Nullable BulkTask<K, V, U> nextSplit) {
    super(parent);
    this.work = work;
    this.part = part;
    this.nextSplit = nextSplit;
  }

  /** Runs an action on each mapping. */
  public static <K, V> void forEach(
      Traversal<K, V> all, long threshold, BiConsumer<? super K, ? super V> action) {
    BiFunction<K, V, @Nullable Object> transformer =
        (key, value) -> {
          action.accept(key, value);
          return null;
        };
    run(all, new Work<>(threshold, transformer, (first, second) -> first));
  }

  /** Returns some non-null result of a function, or {@code null}. */
  public static <K, V, U> @Nullable U search(
      Traversal<K, V> all,
      long threshold,
      BiFunction<? super K, ? super V, ? extends @Nullable U> search) {
    Work<K, V, U> work = new Work<>(threshold, search, null);
    run(all, work);
    return work.found.get();
  }

  /** Returns the combination of the non-null results of a function, or {@code null}. */
  public static <K, V, U> @Nullable U reduce(
      Traversal<K, V> all,
      long threshold,
      BiFunction<? super K, ? super V, ? extends @Nullable U> transformer,
      BiFunction<? super U, ? super U, ? extends U> reducer) {
    return run(all, new Work<>(threshold, transformer, reducer));
  }

  private static <K, V, U> @Nullable U run(Traversal<K, V> all, Work<K, V, U> work) {
    BulkTask<K, V, U> root = new BulkTask<>(null, work, all, null);
    if (all.estimate() <= work.threshold || ForkJoinPool.getCommonPoolParallelism() <= 1) {
      root.runPart();
    } else {
      root.invoke();
    }
    return root.result;
  }

  @Override
  public void compute() {
    while (part.estimate() > work.threshold) {
      Traversal<K, V> other = part.trySplit();
      if (other == null) {
        break;
      }
      addToPendingCount(1);
      BulkTask<K, V, U> task = new BulkTask<>(this, work, other, split);
      split = task;
      task.fork();
    }
    runPart();
    tryComplete();
  }

  private void runPart() {
    if (work.reducer == null) {
      searchPart();
    } else {
      reducePart(work.reducer);
    }
  }

  private void searchPart() {
    while (work.found.get() == null && part.advance()) {
      U candidate = work.transformer.apply(part.key(), part.value());
      if (candidate != null) {
        work.found.compareAndSet(null, candidate);
      }
    }
  }

  private void reducePart(BiFunction<? super U, ? super U, ? extends U> reducer) {
    U sum = null;
    while (part.advance()) {
      U next = work.transformer.apply(part.key(), part.value());
      if (next != null) {
        sum = sum == null ? next : reducer.apply(sum, next);
      }
    }
    result = sum;
  }

  @Override
  public void onCompletion(CountedCompleter<?> caller) {
    BiFunction<? super U, ? super U, ? extends U> reducer = work.reducer;
    if (reducer == null) {
      return;
    }
    for (BulkTask<K, V, U> task = split; task != null; task = task.nextSplit) {
      U other = task.result;
      if (other != null) {
        U mine = result;
        result = mine == null ? other : reducer.apply(mine, other);
      }
    }
  }

  @Override
  public @Nullable U getRawResult() {
    return result;
  }
}

package dev.inlay.contract.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.tools.Reachability;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Behaviour 25: nothing leaks through threads that outlive the map. */
class PoolThreadsTest extends MapContract {

  @Test
  void poolThreadsKeepNeitherMapNorKeys() throws ExecutionException, InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      List<WeakReference<Object>> references = new ArrayList<>();
      use(pool, references);
      assertThat(Reachability.survivors(references, 0)).isZero();
    } finally {
      pool.shutdownNow();
    }
  }

  private void use(ExecutorService pool, List<WeakReference<Object>> references)
      throws ExecutionException, InterruptedException {
    InlayMap<Object, Object> map = newMap();
    subject.forget(map);
    Object key = new Object();
    List<Future<?>> tasks = new ArrayList<>();
    for (int t = 0; t < 6; t++) {
      tasks.add(
          pool.submit(
              () -> {
                for (int i = 0; i < 2_000; i++) {
                  map.merge(i % 5, 1, (a, b) -> (Integer) a + (Integer) b);
                  map.computeIfAbsent(key, k -> new Object());
                  map.remove(key);
                  map.put(i + 10, "value");
                }
                map.forEach(1, (k, v) -> {});
              }));
    }
    for (Future<?> task : tasks) {
      task.get();
    }
    references.add(new WeakReference<>(map));
    references.add(new WeakReference<>(key));
  }
}

package dev.inlay.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.ShardedMap;
import dev.inlay.SnapshotMap;
import dev.inlay.StripedMap;
import dev.inlay.contract.tools.Reachability;
import dev.inlay.contract.tools.TestSettings;
import dev.inlay.proof.weave.WovenLoader;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An application that is redeployed: nothing that the maps have met keeps its classes, though the
 * threads that used them go on.
 */
class UnloadingTest {

  private final ExecutorService threads = startedThreads();

  /** Threads that none of the application's classes has started: they would inherit from them. */
  private static ExecutorService startedThreads() {
    ThreadPoolExecutor threads = (ThreadPoolExecutor) Executors.newFixedThreadPool(4);
    threads.prestartAllCoreThreads();
    return threads;
  }

  @AfterEach
  void endThreads() {
    threads.shutdown();
  }

  private static BiFunction<ExecutorService, Map<Object, Object>, Object> uses(
      WovenLoader application) {
    @SuppressWarnings("unchecked")
    BiFunction<ExecutorService, Map<Object, Object>, Object> uses =
        application.make(BiFunction.class, "dev.inlay.scenario.Lifetime");
    return uses;
  }

  /** The library is part of the application. */
  @Test
  void mapsThatAreDroppedFreeTheirLoader() {
    WovenLoader application = new WovenLoader();
    Object maps = uses(application).apply(threads, null);
    WeakReference<ClassLoader> loader = new WeakReference<>(application);
    application = null;
    System.gc();
    assertThat(loader.get()).as("while the maps are held").isNotNull();
    Reference.reachabilityFence(maps);
    maps = null;
    assertCollected(loader);
  }

  /** The library is shared; the keys, values, functions are an application's. */
  @ParameterizedTest
  @MethodSource("sharedMaps")
  void aMapThatIsEmptyAgainFreesTheLoaderOfItsKeys(Map<Object, Object> map) {
    WovenLoader application = new WovenLoader("dev.inlay.scenario.");
    uses(application).apply(threads, map);
    assertThat(map).isEmpty();
    WeakReference<ClassLoader> loader = new WeakReference<>(application);
    application = null;
    assertCollected(loader);
    Reference.reachabilityFence(map);
  }

  private static void assertCollected(WeakReference<ClassLoader> loader) {
    assertThat(Reachability.collected(loader))
        .as(() -> "collected, while there are the threads " + stacks())
        .isTrue();
  }

  /** What threads are about that could hold on to something. */
  private static String stacks() {
    StringBuilder stacks = new StringBuilder();
    Thread.getAllStackTraces()
        .forEach(
            (thread, frames) -> {
              stacks.append('\n').append(thread);
              Arrays.stream(frames).limit(12).forEach(at -> stacks.append("\n    ").append(at));
            });
    return stacks.toString();
  }

  /** The application was the first to write, and others go on: the thread never ends. */
  @Test
  void theThreadOfAListenerKeepsNothingOfWhoStartedIt() throws InterruptedException {
    SnapshotMap<Object, Object> map = new SnapshotMap<>();
    AtomicReference<Thread> teller = new AtomicReference<>();
    try (SnapshotMap.Subscription all =
        map.onChange((older, newer) -> teller.set(Thread.currentThread()))) {
      WovenLoader application = new WovenLoader("dev.inlay.scenario.");
      uses(application).apply(threads, map);
      WeakReference<ClassLoader> loader = new WeakReference<>(application);
      application = null;
      long deadline = System.nanoTime() + TestSettings.patience(Duration.ofSeconds(30)).toNanos();
      Thread first = null;
      for (int write = 0; loader.get() != null && System.nanoTime() < deadline; write++) {
        map.put("written", write);
        first = first == null ? teller.get() : first;
        Thread.sleep(50);
        System.gc();
      }
      assertThat(loader.get()).isNull();
      assertThat(first).isNotNull().matches(Thread::isAlive, "is alive");
      assertThat(all).isNotNull();
    }
  }

  private static List<Map<Object, Object>> sharedMaps() {
    return List.of(new ShardedMap<>(), new StripedMap<>(), new SnapshotMap<>());
  }
}

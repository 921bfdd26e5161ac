package dev.inlay.contract.memory;

import static dev.inlay.contract.tools.TestSettings.times;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapUnderTest;
import dev.inlay.contract.MapsUnderTest;
import dev.inlay.contract.ReferenceUnderTest;
import dev.inlay.contract.Transactions;
import dev.inlay.contract.tools.Crew;
import dev.inlay.contract.tools.Fork;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Exhausts the stack by recursion. On the way back each level has a little more stack left than the
 * one before and tries an operation, so that the error strikes at many places inside it.
 */
final class StackOverflowMain {
  private static final int LEVELS = 300;
  private static final int KIBIBYTE = 1024;

  /** What is tried at each depth, on a key of its own. */
  enum Attempt {
    PUT,
    REMOVE,
    PUT_AND_REMOVE,
    COMPUTE,
    COMPUTE_IF_ABSENT,
    MERGE,
    TRANSACTION,
    TRIM,
    ITERATE
  }

  private final Attempt attempt;
  private final InlayMap<Object, Object> map;
  private final Transactions transactions;
  private final Object[] keys = new Object[LEVELS];
  private final Object[] seconds = new Object[LEVELS];
  private final boolean[] acknowledged = new boolean[LEVELS];
  private int level;

  private StackOverflowMain(
      MapUnderTest subject, InlayMap<Object, Object> map, Attempt attempt, int round) {
    this.attempt = attempt;
    this.map = map;
    this.transactions = subject.transactions().orElse(null);
    for (int i = 0; i < LEVELS; i++) {
      keys[i] = round * LEVELS + i;
      seconds[i] = -1 - round * LEVELS - i;
      if (attempt == Attempt.REMOVE) {
        map.put(keys[i], keys[i]);
      }
    }
  }

  /** Runs with the named configuration. */
  public static void main(String[] args) throws InterruptedException {
    MapUnderTest subject = MapsUnderTest.named(args[0]);
    initialiseTools(subject);
    for (Attempt attempt : Attempt.values()) {
      System.out.println(subject + " " + attempt);
      check(subject, attempt);
    }
    System.out.println(Fork.PASSED);
  }

  /**
   * An overflow inside a static initialiser makes its class unusable for ever. So the tools of this
   * test, and what they need of the JDK, are used once before, under contention too, but on a map
   * that is none of ours: ours have to see to their own classes when the first map is made.
   */
  private static void initialiseTools(MapUnderTest subject) {
    MapUnderTest reference = new ReferenceUnderTest();
    for (Attempt attempt : Attempt.values()) {
      InlayMap<Object, Object> map = reference.newMap();
      StackOverflowMain shallow = new StackOverflowMain(reference, map, attempt, 0);
      for (int i = 0; i < LEVELS; i++) {
        shallow.act(i);
      }
      shallow.settle(new HashMap<>());
      new Crew()
          .loop(3, "contender", () -> map.compute(1, (key, value) -> pause()))
          .runFor(Duration.ofMillis(30));
    }
    loadClasses(subject);
    InlayMap<Object, Object> map = subject.newMap();
    // How the subject's transactions are called is a tool as well.
    new StackOverflowMain(subject, map, Attempt.TRANSACTION, 0).act(0);
  }

  /**
   * Loads all classes, and initialises none, as an archive of classes does: to load one needs more
   * stack than to initialise it, so who does both in one go hardly fails at the second.
   */
  private static void loadClasses(MapUnderTest subject) {
    try {
      Path classes =
          Path.of(subject.type().getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> files = Files.walk(classes)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          String name = classes.relativize(file).toString().replace(File.separatorChar, '.');
          if (name.startsWith("dev.inlay.") && name.endsWith(".class")) {
            Class.forName(
                name.substring(0, name.length() - ".class".length()),
                false,
                subject.type().getClassLoader());
          }
        }
      }
    } catch (IOException | URISyntaxException | ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static Object pause() {
    try {
      Thread.sleep(3);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return 1;
  }

  private static void check(MapUnderTest subject, Attempt attempt) throws InterruptedException {
    InlayMap<Object, Object> map = subject.newMap();
    Map<Object, Object> expected = new HashMap<>();
    for (int round = 0; round < times(10); round++) {
      StackOverflowMain dive = new StackOverflowMain(subject, map, attempt, round);
      long stack = (192L + 16L * (round % 8)) * KIBIBYTE;
      Throwable[] failure = {null};
      Thread diver = new Thread(null, dive::down, "diver", stack);
      diver.setUncaughtExceptionHandler((thread, thrown) -> failure[0] = thrown);
      diver.start();
      diver.join(30_000);
      if (failure[0] != null || diver.isAlive()) {
        throw new AssertionError(
            "the diver hangs or fails: " + Arrays.toString(diver.getStackTrace()), failure[0]);
      }
      subject.checkStructure(map);
      // By another thread: nothing is locked.
      new Crew().once("settler", () -> dive.settle(expected)).runToEnd();
      subject.checkStructure(map);
      int[] iterated = {0};
      map.forEach((key, value) -> iterated[0]++);
      require(map.equals(expected), "the map differs from what was acknowledged");
      require(map.size() == iterated[0], "the size has drifted");
      require(iterated[0] == expected.size(), "mappings are iterated twice or not");
    }
  }

  private void down() {
    try {
      down();
    } catch (StackOverflowError e) {
      // This deep there is no room for anything: the next level up tries.
    }
    if (level < LEVELS) {
      int now = level++;
      try {
        act(now);
        acknowledged[now] = true;
      } catch (StackOverflowError e) {
        // Not acknowledged.
      }
    }
  }

  private void act(int now) {
    Object key = keys[now];
    switch (attempt) {
      case PUT -> map.put(key, key);
      case REMOVE -> map.remove(key);
      case PUT_AND_REMOVE -> {
        map.put(key, key);
        map.remove(key);
      }
      case COMPUTE -> map.compute(key, (k, v) -> k);
      case COMPUTE_IF_ABSENT -> map.computeIfAbsent(key, k -> k);
      case MERGE -> map.merge(key, key, (a, b) -> a);
      case TRANSACTION -> transact(key, seconds[now]);
      case TRIM -> {
        map.put(key, key);
        map.trim();
      }
      default -> {
        map.put(key, key);
        map.keySet().iterator().next();
        map.size();
      }
    }
  }

  private void transact(Object key, Object second) {
    if (transactions == null) {
      map.put(key, key);
      return;
    }
    transactions.<Object, Object, Object>atomically(
        map,
        List.of(key, second),
        view -> {
          view.put(key, key);
          return view.put(second, key);
        });
  }

  /** What was acknowledged is there; what was not, may be: it is made equal in both. */
  private void settle(Map<Object, Object> expected) {
    boolean putting = attempt != Attempt.REMOVE && attempt != Attempt.PUT_AND_REMOVE;
    for (int i = 0; i < LEVELS; i++) {
      Object key = keys[i];
      Object present = map.get(key);
      if (acknowledged[i]) {
        require(present == (putting ? key : null), "level " + i + " was acknowledged");
      }
      require(present == null || present == key, "level " + i + " shows " + present);
      if (attempt == Attempt.TRANSACTION && transactions != null) {
        require(map.get(seconds[i]) == present, "level " + i + " is half done");
        map.remove(seconds[i]);
      }
      map.put(key, key);
      expected.put(key, key);
      if (i % 2 == 0) {
        map.remove(key);
        expected.remove(key);
      }
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message);
    }
  }
}

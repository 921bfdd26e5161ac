package dev.inlay.contract.memory;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapUnderTest;
import dev.inlay.contract.MapsUnderTest;
import dev.inlay.contract.Transactions;
import dev.inlay.contract.tools.Crew;
import dev.inlay.contract.tools.Fork;
import dev.inlay.contract.tools.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a map, uses it in all ways, and reads in the log of the JVM which classes were initialised
 * when.
 */
final class FirstUseMain {

  /** A class of ours that has an initialiser. */
  private static final Pattern INITIALISED =
      Pattern.compile("Initializing '(dev/inlay/[^']+)'(?!.*no method)");

  /** Where the JVM writes its log: the path comes after the map's name. */
  public static void main(String[] args) throws IOException {
    String[] words = args[0].split("\\|");
    Path log = Path.of(words[1]);
    MapUnderTest subject = MapsUnderTest.named(words[0]);
    InlayMap<Object, Object> map = subject.newMap();
    int before = initialised(log).size();
    if (before == 0) {
      throw new AssertionError("the log does not tell of classes");
    }
    use(subject, map);
    List<String> all = initialised(log);
    List<String> late = all.subList(before, all.size());
    if (!late.isEmpty()) {
      throw new AssertionError("initialised only when they were needed: " + late);
    }
    System.out.println(Fork.PASSED);
  }

  private static List<String> initialised(Path log) throws IOException {
    List<String> names = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      Matcher matcher = INITIALISED.matcher(line);
      if (matcher.find() && !isTool(matcher.group(1))) {
        names.add(matcher.group(1));
      }
    }
    return names;
  }

  /** Tools of the tests; and the recorder's classes, which are none of a map's. */
  private static boolean isTool(String name) {
    return name.startsWith("dev/inlay/contract/")
        || name.startsWith("dev/inlay/workload/")
        || name.contains("UnderTest");
  }

  private static void use(MapUnderTest subject, InlayMap<Object, Object> map) {
    for (Keys.Kind kind : Keys.ALL) {
      for (int id = 0; id < 2_000; id++) {
        map.put(kind.key(id % 200), id);
        map.get(kind.key(id));
      }
      for (int id = 0; id < 200; id += 2) {
        map.remove(kind.key(id));
        map.putIfAbsent(kind.key(id + 1), id);
        map.replace(kind.key(id + 1), id);
      }
      map.trim();
      functions(map, kind.key(1));
    }
    Transactions transactions = subject.transactions().orElse(null);
    if (transactions != null) {
      transactions.<Object, Object, Object>atomically(
          map,
          List.of(1, 2),
          view -> {
            view.put(1, 1);
            return view.put(2, 2);
          });
    }
    for (Map.Entry<Object, Object> entry : map.entrySet()) {
      entry.setValue(entry.getValue());
    }
    map.keySet().stream().parallel().count();
    map.values().removeIf(value -> value.equals(3));
    map.getAll(List.of(1, 2));
    map.snapshot();
    map.stats();
    contend(map);
    map.clear();
    map.trim();
    map.size();
  }

  private static void functions(InlayMap<Object, Object> map, Object key) {
    map.compute(key, (k, present) -> 1);
    map.computeIfPresent(key, (k, present) -> null);
    map.computeIfAbsent(key, k -> 1);
    map.merge(key, 1, (present, given) -> given);
    try {
      map.compute(key, (k, present) -> map.put(k, 1));
    } catch (IllegalStateException expected) {
      // recursive
    }
  }

  /** Threads wait for each other, some in a ring. */
  private static void contend(InlayMap<Object, Object> map) {
    Crew crew = new Crew();
    for (int thread = 0; thread < 3; thread++) {
      int own = thread;
      crew.loop(
          1,
          "contender",
          () -> {
            map.put(77, own);
            try {
              map.compute(own, (key, present) -> pauseAndPut(map, (own + 1) % 3));
            } catch (IllegalStateException expected) {
              map.put(own, own); // a cycle
            }
          });
    }
    crew.runFor(Duration.ofMillis(300));
  }

  private static Object pauseAndPut(InlayMap<Object, Object> map, int next) {
    try {
      Thread.sleep(3);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    map.put(next, next);
    return 1;
  }
}

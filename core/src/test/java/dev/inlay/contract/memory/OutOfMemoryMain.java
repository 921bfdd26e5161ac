package dev.inlay.contract.memory;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapUnderTest;
import dev.inlay.contract.MapsUnderTest;
import dev.inlay.contract.Transactions;
import dev.inlay.contract.tools.Crew;
import dev.inlay.contract.tools.Fork;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Fills a map until memory runs out, in a JVM of its own with a small heap; then frees memory and
 * looks whether the map has all that it acknowledged, nothing else, and works.
 */
final class OutOfMemoryMain {
  private static final int FAILURES = 30;
  private static final int ROOM = 3 << 20;
  private static final Integer VALUE = 1;

  private final MapUnderTest subject;
  private final InlayMap<Integer, Integer> map;
  private final Transactions transactions;
  private final BitSet acknowledged = new BitSet(2_000_000);
  private final BitSet refused = new BitSet(2_000_000);
  private List<byte[]> ballast = new ArrayList<>();

  private OutOfMemoryMain(MapUnderTest subject) {
    this.subject = subject;
    this.map = subject.newMap();
    this.transactions = subject.transactions().orElse(null);
  }

  /** Runs with the named configuration. */
  public static void main(String[] args) {
    new OutOfMemoryMain(MapsUnderTest.named(args[0])).run();
    System.out.println(Fork.PASSED);
  }

  /** Leaves little of the heap, so that few collections are needed to fill it. */
  private void fillHeap() {
    try {
      while (true) {
        ballast.add(new byte[ROOM / 8]);
      }
    } catch (OutOfMemoryError e) {
      ballast.subList(0, 8).clear();
    }
  }

  private void run() {
    fillHeap();
    int failures = 0;
    for (int id = 0; failures < FAILURES; id += 2) {
      try {
        insert(id);
        acknowledged.set(id);
      } catch (OutOfMemoryError e) {
        failures++;
        refused.set(id);
      }
    }
    ballast = null;
    verify();
  }

  /** Inserts a key, the way depending on the key; transactions insert the next one, too. */
  private void insert(int id) {
    switch (id / 2 % 5) {
      case 0 -> map.put(id, VALUE);
      case 1 -> map.computeIfAbsent(id, key -> VALUE);
      case 2 -> map.merge(id, VALUE, Integer::sum);
      case 3 -> map.compute(id, (key, value) -> VALUE);
      default -> insertTwo(id);
    }
  }

  private void insertTwo(int id) {
    if (transactions == null) {
      map.putIfAbsent(id, VALUE);
      return;
    }
    transactions.<Integer, Integer, Integer>atomically(
        map,
        List.of(id, id + 1),
        view -> {
          view.put(id, VALUE);
          return view.put(id + 1, VALUE);
        });
    acknowledged.set(id + 1);
  }

  private void verify() {
    System.out.println(
        subject + ": " + acknowledged.cardinality() + " keys acknowledged, " + map.stats());
    check(!acknowledged.isEmpty(), "something was put");
    for (int id = acknowledged.nextSetBit(0); id >= 0; id = acknowledged.nextSetBit(id + 1)) {
      check(map.get(id) == VALUE, "key acknowledged", id);
    }
    for (int id = refused.nextSetBit(0); id >= 0; id = refused.nextSetBit(id + 1)) {
      check(map.get(id) == null, "key refused, but there", id);
    }
    int[] iterated = {0};
    map.forEach((key, value) -> iterated[0]++);
    check(iterated[0] == acknowledged.cardinality(), "iterated", iterated[0]);
    check(map.size() == iterated[0], "size", map.size());
    subject.checkStructure(map);
    new Crew()
        .once(
            "other",
            () -> {
              for (int id = 0; id < 2_000; id++) {
                map.remove(id);
              }
              for (int id = 0; id < 2_000; id++) {
                map.merge(-1 - id, VALUE, Integer::sum);
              }
            })
        .runToEnd();
    subject.checkStructure(map);
    map.clear();
    check(map.isEmpty() && map.size() == 0, "cleared");
  }

  private static void check(boolean condition, String message, int... number) {
    if (!condition) {
      throw new AssertionError(message + (number.length > 0 ? " " + number[0] : ""));
    }
  }
}

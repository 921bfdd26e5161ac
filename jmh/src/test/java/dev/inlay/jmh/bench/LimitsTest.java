package dev.inlay.jmh.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.jmh.keys.KeyKind;
import dev.inlay.jmh.subject.Subjects;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kernels read what the maps' benchmarks read, as often, and find the same values. */
class LimitsTest {
  private static final int ENTRIES = 1_000;

  private static <F extends FilledMap> F filled(F filled, String subject, String identity) {
    filled.subject = subject;
    filled.entries = ENTRIES;
    filled.keys = "string";
    filled.identity = identity;
    filled.distribution = "uniform";
    filled.profile = "own";
    filled.fill(2);
    return filled;
  }

  private static final class Way extends Cursor {}

  private static Cursor way(FilledMap filled, int thread) {
    Cursor cursor = new Way();
    cursor.bind(filled, thread);
    return cursor;
  }

  @ParameterizedTest
  @CsvSource({"equal, 0", "equal, 1", "identical, 0", "identical, 1"})
  void hitsFindTheValuesThatTheMapFindsInTheSameOrder(String identity, int thread) {
    FilledMap map = filled(new FilledMap(), "chm", identity);
    Slots slots = filled(new Slots(), "limit", identity);
    Cursor inMap = way(map, thread);
    Cursor inSlots = way(slots, thread);
    assertThat(inSlots.length()).isEqualTo(inMap.length());
    Set<Integer> places = new HashSet<>();
    for (int i = 0; i < inMap.length(); i++) {
      int slot = slots.slots(thread)[inSlots.nextPosition()];
      places.add(slot);
      Object key = inMap.nextKey();
      Object sameKey = inSlots.nextKey();
      assertThat(sameKey).isEqualTo(key);
      assertThat(slots.read(slot, sameKey)).isNotNull().isEqualTo(map.map().get(key));
      boolean instance = sameKey == slots.table()[slot];
      assertThat(instance).isEqualTo(identity.equals("identical"));
    }
    assertThat(places).hasSize(ENTRIES);
    slots.verify();
  }

  @Test
  void missesMeetFreePlacesInTheWholeTable() {
    Slots.Free free = filled(new Slots.Free(), "limit", "equal");
    FilledMap.Missing map = filled(new FilledMap.Missing(), "chm", "equal");
    Set<Integer> places = new HashSet<>();
    for (int i = 0; i < free.probes(0).length; i++) {
      int slot = free.slots(0)[i];
      places.add(slot);
      assertThat(free.probes(0)[i]).isEqualTo(map.probes(0)[i]);
      assertThat(free.read(slot, free.probes(0)[i])).isNull();
      assertThat(map.map().get(map.probes(0)[i])).isNull();
    }
    assertThat(places).hasSize(free.capacity() - ENTRIES);
    free.verify();
  }

  @Test
  void theTableIsAsFullAsHashTablesGet() {
    assertThat(filled(new Slots(), "limit", "equal").capacity()).isEqualTo(ENTRIES * 4 / 3);
  }

  @Test
  void goingThroughAllMeetsEveryEntryOnceAndNothingElse() {
    Slots.Dense dense = filled(new Slots.Dense(), "limit", "equal");
    Map<Object, Object> met = new LinkedHashMap<>();
    Object[] pairs = dense.table();
    for (int slot = 0; slot < pairs.length; slot += 2) {
      assertThat(met.put(pairs[slot], pairs[slot + 1])).isNull();
    }
    assertThat(met)
        .isEqualTo(filled(new FilledMap(), "chm", "equal").map())
        .doesNotContainKey(null);
  }

  @Test
  void placesAreNotInTheOrderOfKeysOrProbes() {
    Slots slots = filled(new Slots(), "limit", "equal");
    int neighbours = 0;
    for (int i = 1; i < ENTRIES; i++) {
      neighbours += Math.abs(slots.slots(0)[i] - slots.slots(0)[i - 1]) <= 2 ? 1 : 0;
    }
    assertThat(neighbours).isLessThan(ENTRIES / 50);
  }

  @Test
  void whatIsWrittenIsChecked() {
    Slots slots = filled(new Slots(), "limit", "equal");
    Cursor cursor = way(slots, 0);
    for (int i = 0; i < 3 * cursor.length() / 2; i++) {
      int slot = slots.slots(0)[cursor.nextPosition()];
      slots.write(slot, cursor.nextKey(), cursor.nextValue());
    }
    slots.verify();
    int last = slots.slots(0)[cursor.nextPosition() - 1];
    slots.table()[last + 1] = ValuePool.create()[7];
    assertThatThrownBy(slots::verify).hasMessageContaining("has the value");
  }

  @Test
  void anEntryInAWrongPlaceIsFound() {
    Slots slots = filled(new Slots(), "limit", "equal");
    Object[] table = slots.table();
    int one = slots.slots(0)[0];
    int other = slots.slots(0)[1];
    for (int i = 0; i < 2; i++) {
      Object before = table[one + i];
      table[one + i] = table[other + i];
      table[other + i] = before;
    }
    assertThatThrownBy(slots::verify).hasMessageContaining("leads to");
  }

  @Test
  void everyReadingBenchmarkHasAKernelThatExists() {
    for (String benchmark :
        Set.of(
            "GetHit.get",
            "GetMiss.get",
            "GetMany.getAll",
            "Iteration.entries",
            "Iteration.forEach",
            "MixBenchmark.operate")) {
      String kernel = Facts.kernel("dev.inlay.jmh.bench." + benchmark).orElseThrow();
      String method = kernel.substring(kernel.lastIndexOf('.') + 1);
      assertThat(kernel).startsWith(Limits.class.getName() + ".");
      assertThat(Limits.class.getMethods()).anyMatch(each -> each.getName().equals(method));
    }
    assertThat(Facts.kernel(PutExisting.class.getName() + ".put")).isEmpty();
  }

  @Test
  void theLimitIsNoMap() {
    assertThat(Subjects.all()).noneMatch(subject -> subject.id().equals("limit"));
    assertThatThrownBy(() -> filled(new FilledMap(), "limit", "equal"))
        .hasMessageContaining("is no map");
    assertThat(KeyKind.of("user").ordered()).isFalse();
  }
}

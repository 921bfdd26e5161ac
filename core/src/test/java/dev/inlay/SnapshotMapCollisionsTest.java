package dev.inlay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Very many keys of one hash code. */
class SnapshotMapCollisionsTest {

  private record Same(int id) implements Comparable<Same> {
    @Override
    public int hashCode() {
      return 42;
    }

    @Override
    public int compareTo(Same other) {
      return Integer.compare(id, other.id);
    }
  }

  @Test
  @Timeout(60)
  void aHundredThousandComparableKeys() {
    int count = 100_000;
    SnapshotMap<Same, Integer> map = new SnapshotMap<>();
    for (int id = 0; id < count; id++) {
      map.put(new Same(id), id);
    }
    MapSnapshot<Same, Integer> full = map.snapshot();
    for (int id = 0; id < count; id++) {
      assertThat(map.get(new Same(id))).isEqualTo(id);
    }
    map.checkInvariants();
    assertThat(map.stats().collisionEntries()).isEqualTo(count);
    assertThat(map.stats().slots()).isLessThan(100);
    Iterator<Same> keys = map.keySet().iterator();
    for (int removed = 0; removed < count / 2; removed++) {
      keys.next();
      keys.remove();
    }
    assertThat(map).hasSize(count / 2);
    assertThat(map.keySet().removeIf(key -> key.id % 2 == 0)).isTrue();
    map.checkInvariants();
    Map<Same, Integer> rest = new HashMap<>(map);
    assertThat(map).isEqualTo(rest);
    assertThat(SnapshotMap.diff(full, map.snapshot()).removed()).hasSize(count - rest.size());
    map.clear();
    assertThat(full).hasSize(count);
  }
}

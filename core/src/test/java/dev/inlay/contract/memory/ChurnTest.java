package dev.inlay.contract.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.tools.TestSettings;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ever new keys, of which a bounded number is present at a time: the heap stays flat. */
class ChurnTest extends MapContract {
  private static final int LIVE = 10_000;
  private static final int PARTS = 10;
  private static final long SLACK_BYTES = 2 << 20;

  @Test
  void everNewKeysLeaveNothingBehind() {
    InlayMap<Long, Long> map = newMap();
    long insertions = TestSettings.times(500_000);
    List<Long> used = new ArrayList<>();
    List<Long> slots = new ArrayList<>();
    long key = 0;
    for (int part = 1; part <= PARTS; part++) {
      for (; key < insertions * part / PARTS; key++) {
        map.put(key * 7_919, key);
        if (key >= LIVE && map.remove((key - LIVE) * 7_919) != key - LIVE) {
          throw new AssertionError("lost " + (key - LIVE));
        }
      }
      slots.add(map.stats().slots());
      System.gc();
      used.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    assertThat(map.size()).isEqualTo(LIVE);
    System.out.printf(
        "ChurnTest: %s, %,d insertions and removals: slots %,d to %,d, used heap after each tenth %,d to %,d KiB%n",
        subject,
        insertions,
        Collections.min(slots),
        Collections.max(slots),
        Collections.min(used) >> 10,
        Collections.max(used) >> 10);
    assertThat(Collections.max(slots)).isLessThanOrEqualTo(4 * LIVE);
    assertThat(used.get(PARTS - 1) - used.get(1)).as("bytes gained").isLessThan(SLACK_BYTES);
    subject.checkStructure(map);
  }
}

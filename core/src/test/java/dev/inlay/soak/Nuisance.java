package dev.inlay.soak;

import dev.inlay.InlayMap;
import java.util.SplittableRandom;

/** Threads that interrupt others, trim and measure the map, and make garbage. */
final class Nuisance {
  private static final int BALLAST = 2_048;
  private static final int LARGEST = 16 << 10;
  private static final int SMALL_MAP = 50_000;

  private final Site site;
  private final InlayMap<Object, Object> map;
  private final Tally tally;
  private final SplittableRandom random;
  private final SplittableRandom sizes;
  private final byte[][] ballast = new byte[BALLAST][];

  Nuisance(Site site, SplittableRandom random) {
    this.site = site;
    this.map = site.map;
    this.tally = site.tally;
    this.random = random;
    this.sizes = random.split();
  }

  void staff(Shift shift) {
    shift.loop("garbage", this::makeGarbage);
    shift.loop("nuisance", () -> disturb(shift));
  }

  /** Arrays that live for a while: the collector has to copy, and to look through old memory. */
  private void makeGarbage() {
    for (int i = 0; i < 256; i++) {
      ballast[sizes.nextInt(BALLAST)] = new byte[sizes.nextInt(LARGEST)];
    }
    Pause.millis(2, tally);
  }

  private void disturb(Shift shift) {
    shift.interrupt(random.nextInt(shift.size()));
    site.require(
        map.size() > 0 && map.mappingCount() > 0 && !map.isEmpty(),
        "mappings stay, and the size is " + map.mappingCount());
    site.require(map.stats().entries() >= 0, "the statistics count " + map.stats());
    tally.did(Op.SIZE);
    tally.checked(Check.SIZE_UNDER_LOAD);
    int dice = random.nextInt(100);
    if (dice == 0) {
      map.trim();
      tally.did(Op.TRIM);
    } else if (dice < 5 && map.size() < SMALL_MAP) {
      map.replaceAll((key, value) -> value);
      tally.did(Op.REPLACE_ALL);
    }
    Pause.millis(1, tally);
  }
}

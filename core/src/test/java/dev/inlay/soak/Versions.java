package dev.inlay.soak;

import dev.inlay.contract.tools.Keys;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A writer puts a version to its keys in a fixed order, so that in every moment the versions do not
 * rise along that order and differ by one at most.
 */
final class Versions extends Part {
  private static final int KEYS = 16;

  private int version;
  private final int[] quiet = new int[KEYS];

  Versions(Site site, Keys.Kind kind) {
    super(site, kind);
  }

  @Override
  void open() {
    version = 0;
    for (int i = 0; i < KEYS; i++) {
      map.put(key(i), 0);
    }
  }

  @Override
  void staff(Shift shift, Water water, SplittableRandom random) {
    shift.loop("versions", this::write);
  }

  private void write() {
    version++;
    for (int i = 0; i < KEYS; i++) {
      map.put(key(i), version);
      tally.did(Op.PUT);
    }
  }

  private void requireOneMoment(int[] versions) {
    for (int i = 1; i < KEYS; i++) {
      require(
          versions[i] <= versions[i - 1] && versions[i] >= versions[0] - 1,
          "no one moment: " + Arrays.toString(versions));
    }
  }

  @Override
  Sighting sighting(boolean oneMoment) {
    return new Sighting(oneMoment) {
      private final int[] versions = new int[KEYS];

      @Override
      void saw(int local, Object value) {
        super.saw(local, value);
        versions[local] = value == null ? 0 : (Integer) value;
      }

      @Override
      void end() {
        if (oneMoment) {
          require(seen.cardinality() == KEYS, "versions are missing in a snapshot");
          requireOneMoment(versions);
        }
      }
    };
  }

  @Override
  void compare(int local, Object value) {
    quiet[local] = (Integer) value;
  }

  @Override
  void compareWhole(int met) {
    require(met == KEYS, met + " versions are there, not " + KEYS);
    for (int seen : quiet) {
      require(seen == version, "version " + seen + " is there, not " + version);
    }
    tally.checked(Check.MAPPING_WHEN_QUIET, KEYS);
  }
}

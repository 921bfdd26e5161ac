package dev.inlay.soak;

import dev.inlay.contract.MapUnderTest;
import java.time.Duration;
import java.util.List;

/**
 * What a soak is to do.
 *
 * @param maps what is soaked, in turns
 * @param time how long; a turn that has begun is finished
 * @param turns how many turns each map has at least
 * @param phase how long the threads work between two quiet points
 * @param patience after how long a thread that makes no progress counts as hanging
 * @param tide how many mappings a flood brings at most
 * @param seed where random choices begin
 */
record SoakSettings(
    List<? extends MapUnderTest> maps,
    Duration time,
    int turns,
    Duration phase,
    Duration patience,
    int tide,
    long seed) {

  static final Duration PATIENCE = Duration.ofSeconds(60);
  static final int TIDE = 200_000;

  private static final Duration LONGEST_PHASE = Duration.ofSeconds(3);
  private static final int FEWEST_TURNS = 6;

  /** The usual settings, with phases short enough for some turns of each map. */
  static SoakSettings of(List<? extends MapUnderTest> maps, Duration time, long seed) {
    Duration phase = time.dividedBy(2L * FEWEST_TURNS * maps.size());
    phase = phase.compareTo(LONGEST_PHASE) > 0 ? LONGEST_PHASE : phase;
    return new SoakSettings(maps, time, 1, phase, PATIENCE, TIDE, seed);
  }
}

package dev.inlay.soak;

import dev.inlay.contract.MapUnderTest;
import dev.inlay.soak.SoakResult.Failure;
import dev.inlay.soak.SoakResult.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Keeps maps busy for a time, one after the other in many turns. In each turn a map grows in one
 * phase and shrinks in the next, under all the work of its {@link Site}. After each phase all
 * threads end, and the quiet map is compared with what is known of it.
 */
final class Soak {
  /** Every so many turns a map is cleared. */
  private static final int RENEWAL = 4;

  private final SoakSettings settings;
  private final Consumer<Phase> progress;
  private final Tally tally = new Tally();
  private final List<Site> sites = new ArrayList<>();
  private final List<Phase> phases = new ArrayList<>();
  private final SplittableRandom random;
  private final long start = System.nanoTime();
  private String where = "at the start";

  private Soak(SoakSettings settings, Consumer<Phase> progress) {
    this.settings = settings;
    this.progress = progress;
    this.random = new SplittableRandom(settings.seed());
  }

  /** Runs a soak, and tells {@code progress} of each phase that was passed. */
  static SoakResult run(SoakSettings settings, Consumer<Phase> progress) {
    return new Soak(settings, progress).run();
  }

  private SoakResult run() {
    Sampler sampler = Sampler.started(start);
    Failure failure = null;
    try {
      Shift.watched("opener", settings.patience(), tally, this::open);
      for (int round = 0; round < settings.turns() || isTime(); round++) {
        for (Site site : sites) {
          turn(site, round);
        }
      }
    } catch (Throwable t) {
      failure = new Failure(where, t);
    }
    return new SoakResult(
        settings,
        phases,
        sampler.stop(),
        sampler.collectionsSinceStart(),
        seconds(),
        tally.operationsByKind(),
        tally.faultsByKind(),
        tally.checksByKind(),
        flatness(),
        failure);
  }

  private void open() {
    for (MapUnderTest subject : settings.maps()) {
      Site site = new Site(subject, settings.tide() * 2 / 3, tally);
      sites.add(site);
      site.open();
    }
  }

  private void turn(Site site, int round) throws Throwable {
    for (Water water : Water.values()) {
      where =
          String.format("%s, %s of turn %d, %.1f s after the start", site, water, round, seconds());
      double from = seconds();
      long before = tally.operations();
      Shift shift = new Shift(settings.patience(), tally);
      site.staff(shift, water, random.split());
      shift.work(settings.phase());
      double to = seconds();
      long operations = tally.operations() - before;
      int mappings = site.map.size();
      where += ", quiet";
      Shift.watched("comparison", settings.patience(), tally, site::compareWhenQuiet);
      if (water == Water.EBB && round % RENEWAL == RENEWAL - 1) {
        Shift.watched("renewal", settings.patience(), tally, site::renew);
      }
      System.gc();
      Phase phase =
          new Phase(
              round, site.toString(), water, from, to, operations, mappings, Sampler.usedBytes());
      phases.add(phase);
      progress.accept(phase);
    }
  }

  /** Of low water, when all maps are small; the first turn loads classes. */
  private Flatness flatness() {
    return Flatness.of(
        phases.stream()
            .filter(phase -> phase.water() == Water.EBB && phase.round() > 0)
            .map(Phase::usedBytes)
            .toList());
  }

  private boolean isTime() {
    return System.nanoTime() - start < settings.time().toNanos();
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }
}

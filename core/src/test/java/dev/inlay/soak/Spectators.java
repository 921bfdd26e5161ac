package dev.inlay.soak;

import dev.inlay.InlayMap;
import dev.inlay.MapTraits;
import dev.inlay.contract.concurrent.Token;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterator;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Threads that traverse the map in every way, and take snapshots, while all others write it. */
final class Spectators {
  private final Site site;
  private final InlayMap<Object, Object> map;
  private final Tally tally;
  private final SplittableRandom random;

  Spectators(Site site, SplittableRandom random) {
    this.site = site;
    this.map = site.map;
    this.tally = site.tally;
    this.random = random;
  }

  void staff(Shift shift) {
    shift.loop("walker", this::walk);
    shift.loopVirtual("snapshots", this::takeSnapshot);
  }

  private void takeSnapshot() {
    long start = System.nanoTime();
    Site.Sightings sightings =
        site.sightings(map.traits().snapshot() == MapTraits.Consistency.ONE_MOMENT);
    Map<Object, Object> snapshot = map.snapshot();
    tally.did(Op.SNAPSHOT);
    int[] shown = {0};
    snapshot.forEach(
        (key, value) -> {
          sightings.saw(key, value);
          shown[0]++;
        });
    sightings.end();
    site.require(
        snapshot.size() == shown[0],
        "a snapshot of size " + snapshot.size() + " has " + shown[0] + " mappings");
    tally.checked(Check.SNAPSHOT_UNDER_LOAD);
    Pause.asLongAsSince(start, tally);
  }

  private void walk() {
    long start = System.nanoTime();
    Site.Sightings sightings = site.sightings(false);
    boolean valuesOnly = false;
    switch (random.nextInt(8)) {
      case 0 -> map.keySet().forEach(key -> sightings.saw(key, null));
      case 1 -> {
        for (Map.Entry<Object, Object> entry : map.entrySet()) {
          sightings.saw(entry.getKey(), entry.getValue());
        }
      }
      case 2 -> map.forEach(sightings::saw);
      case 3 -> map.forEach(1_000, sightings::saw);
      case 4 -> split(map.keySet().spliterator(), key -> sightings.saw(key, null));
      case 5 -> {
        Iterator<Object> keys = map.keySet().iterator();
        while (keys.hasNext()) {
          sightings.saw(keys.next(), null);
        }
      }
      case 6 -> {
        map.values().parallelStream().forEach(value -> sawValue(sightings, value));
        valuesOnly = true;
      }
      default -> {
        for (Object value : map.values()) {
          sawValue(sightings, value);
        }
        valuesOnly = true;
      }
    }
    sightings.end();
    site.require(valuesOnly || map.size() > 0, "mappings stay, and the size is 0");
    tally.did(Op.TRAVERSAL);
    tally.checked(Check.TRAVERSAL_UNDER_LOAD);
    Pause.asLongAsSince(start, tally);
  }

  /** A token says which key it belongs to; other values are not looked at. */
  private static void sawValue(Site.Sightings sightings, Object value) {
    if (value instanceof Token token) {
      sightings.sawId(token.key, token);
    }
  }

  private static void split(Spliterator<Object> whole, Consumer<Object> action) {
    Spliterator<Object> first = whole.trySplit();
    if (first == null) {
      whole.forEachRemaining(action);
    } else {
      whole.tryAdvance(action);
      split(first, action);
      split(whole, action);
    }
  }
}

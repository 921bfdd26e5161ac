package dev.inlay.soak;

import dev.inlay.InlayMap;
import dev.inlay.SnapshotMap;
import dev.inlay.contract.MapUnderTest;
import dev.inlay.contract.tools.Keys;
import dev.inlay.contract.tools.ReferenceMap;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/** One map under soak, from the beginning to the end of the run, and all that is done to it. */
final class Site {
  final MapUnderTest subject;
  final InlayMap<Object, Object> map;
  final Tally tally;
  final Retention retention = new Retention();
  private final List<Part> parts = new ArrayList<>();
  private final List<Part> jdkKeyParts;
  private boolean jdkKeysOnly;

  Site(MapUnderTest subject, int tideHeight, Tally tally) {
    this.subject = subject;
    this.tally = tally;
    this.map = subject.newMap();
    add(new Settled(this, Keys.INTEGERS, 200));
    add(new Settled(this, Keys.COLLIDING, 60));
    add(new OwnKeys(this, Keys.INTEGERS, 2_000, false));
    add(new OwnKeys(this, Keys.STRINGS, 500, true));
    add(new OwnKeys(this, Keys.COLLIDING, 40, false));
    add(new OwnKeys(this, Keys.OPAQUE, 24, true));
    add(new SharedKeys(this, Keys.INTEGERS, 32));
    add(new SharedKeys(this, Keys.CROWDED, 12));
    add(new Counters(this, Keys.INTEGERS));
    add(new Versions(this, Keys.STRINGS));
    add(new Cycles(this, Keys.INTEGERS));
    // Locks of the JDK stay locked when the stack ends in them, and a virtual thread that is
    // unparked at the end of a stack never runs again (docs/proof/soak.md).
    if (subject.type() != ReferenceMap.class && !VirtualThreads.available()) {
      add(new Divers(this, Keys.INTEGERS));
    }
    add(new Tide(this, Keys.INTEGERS, tideHeight));
    add(new Tide(this, Keys.STRINGS, tideHeight / 2));
    subject
        .transactions()
        .ifPresent(
            transactions -> {
              add(new Bank(this, Keys.STRINGS, transactions));
              add(new Editions(this, Keys.INTEGERS, transactions));
            });
    // A stack that ends where a writer starts a listener's thread leaves the JDK's pool locked.
    if (map instanceof SnapshotMap && VirtualThreads.available()) {
      add(new Follower(this));
    }
    jdkKeyParts = parts.stream().filter(Part::hasJdkKeys).toList();
  }

  private void add(Part part) {
    parts.add(part);
  }

  /** The first of the ids of the part that is made next. */
  int nextIds() {
    return parts.size() * Part.IDS;
  }

  /** Puts what must be there from the start. */
  void open() {
    active().forEach(Part::open);
  }

  /** Adds the threads of a phase. */
  void staff(Shift shift, Water water, SplittableRandom random) {
    active().forEach(part -> part.staff(shift, water, random.split()));
    new Spectators(this, random.split()).staff(shift);
    new Nuisance(this, random.split()).staff(shift);
  }

  /** What a traversal that begins now must show. */
  Sightings sightings(boolean oneMoment) {
    return new Sightings(oneMoment);
  }

  /** Compares the quiet map with all that is known of it. */
  void compareWhenQuiet() {
    subject.checkStructure(map);
    tally.checked(Check.STRUCTURE_WHEN_QUIET);
    active().forEach(Part::beginQuietCheck);
    int mappings = 0;
    BitSet ids = new BitSet();
    for (Map.Entry<Object, Object> entry : map.entrySet()) {
      int id = Part.idOf(entry.getKey());
      require(!ids.get(id), "key " + entry.getKey() + " is there twice");
      ids.set(id);
      Part part = parts.get(id / Part.IDS);
      require(active().contains(part), part + " was cleared, and " + entry + " is there");
      part.meet(id % Part.IDS, entry.getValue());
      mappings++;
    }
    active().forEach(Part::endQuietCheck);
    compareSizes(mappings);
    subject.checkStructure(map);
    retention.check(map, tally);
  }

  private void compareSizes(int mappings) {
    int[] walked = {0};
    map.forEach((key, value) -> walked[0]++);
    Map<Object, Object> snapshot = map.snapshot();
    long[] sizes = {
      map.size(),
      map.mappingCount(),
      subject.exactSize(map),
      map.stats().entries(),
      map.keySet().size(),
      walked[0],
      map.values().stream().count(),
      snapshot.size(),
      snapshot.keySet().stream().count()
    };
    for (long size : sizes) {
      require(
          size == mappings,
          mappings + " mappings are iterated, and sizes are " + java.util.Arrays.toString(sizes));
    }
    tally.checked(Check.SIZE_WHEN_QUIET);
  }

  /** Takes everything out of the quiet map, and begins anew, in turns with all kinds of keys. */
  void renew() {
    map.clear();
    tally.did(Op.CLEAR);
    require(
        map.isEmpty() && map.size() == 0 && !map.entrySet().iterator().hasNext(),
        "a cleared map is not empty");
    subject.checkStructure(map);
    jdkKeysOnly = !jdkKeysOnly;
    open();
  }

  /** The parts that work: a map with keys of the JDK's classes alone may store no hash codes. */
  private List<Part> active() {
    return jdkKeysOnly ? jdkKeyParts : parts;
  }

  void require(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError(what);
    }
  }

  @Override
  public String toString() {
    return subject.toString();
  }

  /** What one traversal has shown, part by part. */
  final class Sightings {
    private final List<Part.Sighting> byPart = new ArrayList<>();

    private Sightings(boolean oneMoment) {
      for (Part part : parts) {
        byPart.add(active().contains(part) ? part.sighting(oneMoment) : null);
      }
    }

    synchronized void saw(Object key, Object value) {
      sawId(Part.idOf(key), value);
    }

    synchronized void sawId(int id, Object value) {
      Part.Sighting sighting = byPart.get(id / Part.IDS);
      require(sighting != null, "key " + id + " was cleared, and is shown");
      sighting.saw(id % Part.IDS, value);
    }

    synchronized void end() {
      byPart.stream().filter(Objects::nonNull).forEach(Part.Sighting::end);
    }
  }
}

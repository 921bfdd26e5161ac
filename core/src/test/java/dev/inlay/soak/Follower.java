package dev.inlay.soak;

import dev.inlay.MapDiff;
import dev.inlay.MapSnapshot;
import dev.inlay.SnapshotMap;
import dev.inlay.contract.tools.Keys;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * A listener of a {@link SnapshotMap} that keeps a copy up to date by differences alone, through
 * the flood: it is told of all changes in order, and in the end its copy is as the map.
 */
final class Follower extends Part {
  private final SnapshotMap<Object, Object> watched;
  private SnapshotMap.Subscription subscription;
  private Feed feed;

  Follower(Site site) {
    super(site, Keys.INTEGERS);
    this.watched = (SnapshotMap<Object, Object>) map;
  }

  /** One subscription. */
  private final class Feed {
    private final Map<Object, Object> copy = new HashMap<>();
    private MapSnapshot<Object, Object> newest;
    private Throwable thrown;

    synchronized void changed(
        MapSnapshot<Object, Object> older, MapSnapshot<Object, Object> newer) {
      if (thrown != null) {
        return;
      }
      try {
        if (newest == null) {
          older.forEach(copy::put);
        } else {
          require(
              newest.version() == older.version(),
              "version " + newest.version() + " was told of, and next " + older.version());
        }
        MapDiff<Object, Object> diff = SnapshotMap.diff(older, newer);
        diff.removed().forEach((key, value) -> was(value, copy.remove(key)));
        diff.changed()
            .forEach((key, change) -> was(change.before(), copy.put(key, change.after())));
        diff.added().forEach((key, value) -> was(null, copy.put(key, value)));
        newest = newer;
      } catch (Throwable t) {
        thrown = t;
      }
    }

    /** By equals: that a value was replaced by an equal one is no difference. */
    private void was(Object expected, Object actual) {
      require(
          Objects.equals(actual, expected),
          "a difference tells of " + expected + ", the copy of " + actual);
    }

    /** Whether it has come to the version that the map is at; throws what went wrong. */
    synchronized boolean hasCaughtUp(long version) {
      if (thrown != null) {
        throw new AssertionError(Follower.this + ": " + thrown, thrown);
      }
      return newest != null && newest.version() == version;
    }

    synchronized void compare() {
      require(copy.size() == watched.size(), "the copy has " + copy.size() + " mappings");
      watched.forEach((key, value) -> was(value, copy.get(key)));
    }
  }

  @Override
  void open() {}

  @Override
  void staff(Shift shift, Water water, SplittableRandom random) {
    if (water == Water.FLOOD) {
      Feed own = new Feed();
      feed = own;
      subscription = watched.onChange(own::changed);
    }
  }

  @Override
  void compare(int local, Object value) {
    throw failure("it has no keys");
  }

  @Override
  void compareWhole(int met) {
    if (subscription != null) {
      while (!feed.hasCaughtUp(watched.version())) {
        Pause.millis(1, tally);
      }
      feed.compare();
      subscription.close();
      subscription = null;
      feed = null;
      tally.checked(Check.CHANGES_WHEN_QUIET);
    }
  }
}

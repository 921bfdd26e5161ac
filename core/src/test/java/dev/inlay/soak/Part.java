package dev.inlay.soak;

import dev.inlay.InlayMap;
import dev.inlay.contract.concurrent.Token;
import dev.inlay.contract.tools.Keys;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One kind of work on a map that it shares with all other parts, and what must hold of it. The keys
 * of a block of ids belong to each part, so that every mapping can be traced to the part that made
 * it.
 */
abstract class Part {
  /** How many ids a part has. */
  static final int IDS = 1 << 22;

  final Site site;
  final InlayMap<Object, Object> map;
  final Tally tally;
  private final int firstId;
  private final Keys.Kind kind;

  /** Mappings met since the quiet check began. */
  private int met;

  Part(Site site, Keys.Kind kind) {
    this.site = site;
    this.map = site.map;
    this.tally = site.tally;
    this.kind = kind;
    this.firstId = site.nextIds();
  }

  /** A new instance of this part's key number {@code local}. */
  Object key(int local) {
    return kind.key(id(local));
  }

  /** Whether the keys are of classes of the JDK. */
  final boolean hasJdkKeys() {
    return kind == Keys.INTEGERS || kind == Keys.STRINGS;
  }

  final int id(int local) {
    return firstId + local;
  }

  /** The id of a key of any part. */
  static int idOf(Object key) {
    if (key instanceof Integer id) {
      return id;
    }
    return key instanceof Keys.Hashed hashed
        ? hashed.id
        : Integer.parseInt(((String) key).substring("key".length()));
  }

  /** Forgets its model and puts what must be there from the start; the map is empty and quiet. */
  abstract void open();

  /** Adds this part's threads. */
  abstract void staff(Shift shift, Water water, SplittableRandom random);

  /** Compares a mapping that a quiet map has with what is expected. */
  abstract void compare(int local, Object value);

  /** Compares the number of mappings that were met, and totals, with what is expected. */
  abstract void compareWhole(int met);

  final void beginQuietCheck() {
    met = 0;
  }

  final void meet(int local, Object value) {
    met++;
    compare(local, value);
  }

  final void endQuietCheck() {
    compareWhole(met);
  }

  /** What one traversal, begun after this call, must show of this part. */
  Sighting sighting(boolean oneMoment) {
    return new Sighting(oneMoment);
  }

  final AssertionError failure(String what) {
    return new AssertionError(this + ": " + what);
  }

  final void require(boolean condition, String what) {
    if (!condition) {
      throw failure(what);
    }
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + " of " + kind + " keys";
  }

  /**
   * What one traversal has shown of a part. Values are those of their keys, and none comes twice.
   */
  class Sighting {
    final boolean oneMoment;
    final BitSet seen = new BitSet();
    private final Set<Object> values = Collections.newSetFromMap(new IdentityHashMap<>());

    Sighting(boolean oneMoment) {
      this.oneMoment = oneMoment;
    }

    /** Whether a key cannot come twice: always in one moment, else if it stays or goes for good. */
    boolean keysComeOnce() {
      return oneMoment;
    }

    /** Shown by the traversal; {@code value} is null when only keys are shown. */
    void saw(int local, Object value) {
      if (value instanceof Token token) {
        token.belongsTo(id(local));
        if (!keysComeOnce() && !values.add(token)) {
          throw failure(token + " was shown twice");
        }
      }
      if (keysComeOnce() && seen.get(local)) {
        throw failure("key " + key(local) + " was shown twice");
      }
      seen.set(local);
    }

    /** The traversal has ended. */
    void end() {}
  }
}

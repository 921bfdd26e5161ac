package dev.inlay.soak;

import dev.inlay.contract.Transactions;
import dev.inlay.contract.tools.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Each transaction sets all keys to the next edition. Who has seen an edition at one key sees no
 * older one at the next, by plain reads too: a transaction is published at one moment.
 */
final class Editions extends Part {
  private static final int KEYS = 5;

  private final Transactions transactions;
  private int edition;

  Editions(Site site, Keys.Kind kind, Transactions transactions) {
    super(site, kind);
    this.transactions = transactions;
  }

  @Override
  void open() {
    edition = 0;
    for (int i = 0; i < KEYS; i++) {
      map.put(key(i), 0);
    }
  }

  @Override
  void staff(Shift shift, Water water, SplittableRandom random) {
    shift.loop("editor", this::publish);
    shift.loopVirtual("reader of editions", () -> read(random));
  }

  private void publish() {
    int next = ++edition;
    List<Object> keys = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      keys.add(key(i));
    }
    long start = System.nanoTime();
    transactions.<Object, Object, Object>atomically(
        map,
        keys,
        view -> {
          view.keys().forEach(key -> view.put(key, next));
          return null;
        });
    tally.did(Op.TRANSACTION);
    if (next % 256 == 0) {
      Pause.asLongAsSince(start, tally);
    }
  }

  private void read(SplittableRandom random) {
    int newest = 0;
    int start = random.nextInt(KEYS);
    for (int i = 0; i < 2 * KEYS; i++) {
      Object seen = map.get(key((start + i) % KEYS));
      tally.did(Op.GET);
      require(seen != null, "an edition is not there");
      require(
          (Integer) seen >= newest,
          "a transaction was seen in part: edition " + newest + ", then " + seen);
      newest = (Integer) seen;
    }
    tally.checked(Check.TRANSACTION_UNDER_LOAD);
  }

  @Override
  Sighting sighting(boolean oneMoment) {
    return new Sighting(oneMoment) {
      private Object first;

      @Override
      void saw(int local, Object value) {
        super.saw(local, value);
        first = first == null ? value : first;
        require(
            !oneMoment || value.equals(first),
            "editions " + first + " and " + value + " in one snapshot");
      }

      @Override
      void end() {
        require(!oneMoment || seen.cardinality() == KEYS, "editions are missing in a snapshot");
      }
    };
  }

  @Override
  void compare(int local, Object value) {
    require(value.equals(edition), "edition " + value + " is there, not " + edition);
  }

  @Override
  void compareWhole(int met) {
    require(met == KEYS, met + " editions are there, not " + KEYS);
    tally.checked(Check.MAPPING_WHEN_QUIET, KEYS);
  }
}

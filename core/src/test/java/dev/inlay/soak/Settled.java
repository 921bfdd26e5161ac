package dev.inlay.soak;

import dev.inlay.contract.concurrent.Token;
import dev.inlay.contract.tools.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Mappings that stay: every read and every traversal shows them, exactly once. */
final class Settled extends Part {
  private final Token[] tokens;

  Settled(Site site, Keys.Kind kind, int count) {
    super(site, kind);
    this.tokens = new Token[count];
  }

  @Override
  void open() {
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = new Token(id(i));
      map.put(key(i), tokens[i]);
    }
  }

  @Override
  void staff(Shift shift, Water water, SplittableRandom random) {
    shift.loop("reader", () -> read(random));
  }

  private void read(SplittableRandom random) {
    List<Object> several = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      int at = random.nextInt(tokens.length);
      Object key = key(at);
      several.add(key);
      require(
          map.get(key) == tokens[at] && map.containsKey(key), key + " stayed and was not found");
      tally.did(Op.GET);
      tally.checked(Check.RESULT_OF_A_CALL);
    }
    Object absent = key(IDS - 1 - random.nextInt(1_000));
    require(map.get(absent) == null, absent + " was never put, and is there");
    Map<Object, Object> found = map.getAll(several);
    tally.did(Op.GET_ALL);
    several.forEach(
        key -> require(found.get(key) == token(key), key + " stayed, and getAll missed it"));
    Thread.yield();
  }

  private Token token(Object key) {
    return tokens[idOf(key) - id(0)];
  }

  @Override
  Sighting sighting(boolean oneMoment) {
    return new Sighting(oneMoment) {
      @Override
      boolean keysComeOnce() {
        return true;
      }

      @Override
      void end() {
        require(
            seen.cardinality() == tokens.length,
            key(seen.nextClearBit(0)) + " stayed and was not shown");
      }
    };
  }

  @Override
  void compare(int local, Object value) {
    require(value == tokens[local], key(local) + " is there with " + value);
  }

  @Override
  void compareWhole(int met) {
    require(met == tokens.length, met + " mappings are there, not " + tokens.length);
    tally.checked(Check.MAPPING_WHEN_QUIET, met);
  }
}

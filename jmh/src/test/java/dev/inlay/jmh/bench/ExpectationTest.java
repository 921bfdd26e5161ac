package dev.inlay.jmh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectationTest {
  private static final class Way extends Cursor {}

  private static FilledMap filled() {
    FilledMap filled = new FilledMap();
    filled.subject = "chm";
    filled.entries = 50;
    filled.keys = "long";
    filled.identity = "equal";
    filled.distribution = "uniform";
    filled.profile = "own";
    filled.fill(2);
    return filled;
  }

  private static Way way(FilledMap filled, int thread) {
    Way way = new Way();
    way.bind(filled, thread);
    return way;
  }

  @Test
  void theLastWriteOfAnyThreadIsAllowedAndNoOther() {
    FilledMap filled = filled();
    Way one = way(filled, 0);
    Way other = way(filled, 1);
    int id = one.idAt(0);
    long first = write(one);
    while (one.idAt(one.nextPosition()) != id) {
      write(one);
    }
    long second = write(one);
    while (other.idAt(other.nextPosition()) != id) {
      write(other);
    }
    long others = write(other);
    assertThat(allows(filled, id, second)).isTrue();
    assertThat(allows(filled, id, others)).isTrue();
    assertThat(allows(filled, id, first)).isFalse();
    assertThat(allows(filled, id, id)).isFalse();
  }

  private static long write(Cursor cursor) {
    cursor.nextKey();
    return cursor.nextValue();
  }

  private static boolean allows(FilledMap filled, int id, long value) {
    long[] actual = new long[filled.entries];
    actual[id] = value;
    return Expectation.lastWrites(actual, filled.cursors()).test(id, value);
  }

  @Test
  void whatNobodyWroteKeepsItsFirstValue() {
    FilledMap filled = filled();
    way(filled, 0);
    assertThat(allows(filled, 3, 3)).isTrue();
    assertThat(allows(filled, 3, 4)).isFalse();
  }

  @Test
  void aLongWayIsGoneBackFarEnoughForAllKeysThatAreAlwaysWritten() {
    FilledMap filled = filled();
    Way way = way(filled, 0);
    for (int i = 0; i < 20 * way.length(); i++) {
      write(way);
    }
    assertThat(allows(filled, 3, 3)).isFalse();
    assertThat(allows(filled, 3, ValuePool.create()[1])).isFalse();
  }

  @Test
  void everyTimeThatAKeyIsTakenCounts() {
    FilledMap filled = filled();
    Way way = way(filled, 0);
    int id = way.idAt(0);
    way.nextKey();
    Expectation.Allowed allowed = Expectation.counts(filled.entries, List.of(way));
    assertThat(allowed.test(id, id + 1)).isTrue();
    assertThat(allowed.test(id, id)).isFalse();
    assertThat(allowed.test(id, id + 2)).isFalse();
  }
}

package dev.inlay.internal.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.ClassLayout;
import org.openjdk.jol.info.FieldLayout;

/** Two shards' written fields are at least two cache lines apart, wherever they are allocated. */
class PaddedShardLayoutTest {
  private static final int TWO_LINES = 128;

  @Test
  void writtenFieldsOfNeighboursAreTwoLinesApart() {
    ClassLayout layout = ClassLayout.parseClass(PaddedShard.class);
    List<FieldLayout> hot =
        layout.fields().stream().filter(field -> !field.name().matches("p\\d+")).toList();
    assertThat(hot).isNotEmpty();
    long first = hot.stream().mapToLong(FieldLayout::offset).min().orElseThrow();
    long end = hot.stream().mapToLong(field -> field.offset() + field.size()).max().orElseThrow();
    assertThat(layout.instanceSize() - (end - first))
        .as(layout.toPrintable())
        .isGreaterThanOrEqualTo(TWO_LINES);
  }

  /** The padding is not in the way of small maps: a single shard has none. */
  @Test
  void aSingleShardIsNotPadded() {
    assertThat(ClassLayout.parseClass(Shard.class).instanceSize()).isLessThan(TWO_LINES);
  }
}

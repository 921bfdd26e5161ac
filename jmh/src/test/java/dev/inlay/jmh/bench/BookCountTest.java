package dev.inlay.jmh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class BookCountTest {

  @Test
  void theBookIsAllThere() {
    List<String> words = BookCount.words();
    assertThat(words).hasSizeBetween(95_000, 105_000).startsWith("opticks", "or", "a", "treatise");
    assertThat(words).endsWith("corrupted", "themselves");
    assertThat(new HashSet<>(words)).hasSizeBetween(4_000, 4_600).contains("light", "prism");
  }

  @Test
  void itsMostFrequentWordIsNoSurprise() {
    assertThat(BookCount.words().stream().filter("the"::equals).count()).isGreaterThan(5_000);
  }
}

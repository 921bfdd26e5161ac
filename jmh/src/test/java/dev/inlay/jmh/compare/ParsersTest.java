package dev.inlay.jmh.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsersTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "100, 100", "1K, 1000", "100k, 100000", "1.5M, 1500000", "50M, 50000000"})
  void sizes(String text, int entries) {
    assertThat(Parsers.entries(text)).isEqualTo(entries);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "1.5", "51M", "1G", "K", "1e6", "99999999999"})
  void wrongSizes(String text) {
    assertThatThrownBy(() -> Parsers.entries(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 1 to 50M");
  }

  @ParameterizedTest
  @CsvSource({"90s, 90", "5m, 300", "1h, 3600", "1h30m, 5400", "7m05s, 425"})
  void durations(String text, long seconds) {
    assertThat(Parsers.duration(text)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "0s", "5min", "-5m", "m", "5m 3s"})
  void wrongDurations(String text) {
    assertThatThrownBy(() -> Parsers.duration(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("90s, 5m or 1h30m");
  }

  @ParameterizedTest
  @CsvSource({"512m, 512", "4g, 4096", "2G, 2048"})
  void heaps(String text, int megabytes) {
    assertThat(Parsers.heapMegabytes(text)).isEqualTo(megabytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4", "1m", "0g", "4t", "-1g"})
  void wrongHeaps(String text) {
    assertThatThrownBy(() -> Parsers.heapMegabytes(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void allThreadsAreThoseOfTheMachine() {
    assertThat(Parsers.threads("all")).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(Parsers.threads("3")).isEqualTo(3);
  }

  @Test
  void listsDropWhatComesTwice() {
    assertThat(Parsers.list("1K, 1000,2K", Parsers::entries)).containsExactly(1_000, 2_000);
  }

  @Test
  void aHoleInAListIsRefused() {
    assertThatThrownBy(() -> Parsers.list("1K,,2K", Parsers::entries)).hasMessageContaining("''");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "8, 50000, 8",
    "per-key, 50000, 65536",
    "per-key, 4096, 4096",
    "per-key, 1, 1",
    "per-key, 5000000, 65536"
  })
  void shards(String text, int entries, int expected) {
    assertThat(Shards.parse(text).forEntries(entries)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "3", "131072", "all", ""})
  void wrongShards(String text) {
    assertThatThrownBy(() -> Shards.parse(text))
        .hasMessageContaining("powers of two from 1 to 65536, and per-key");
  }
}

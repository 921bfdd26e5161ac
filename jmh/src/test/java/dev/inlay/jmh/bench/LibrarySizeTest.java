package dev.inlay.jmh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LibrarySizeTest {

  @Test
  void aLibraryInAJarHasAboutTheSizeOfTheJar() {
    assertThat(LibrarySize.bytes("com/github/benmanes/caffeine/")).isBetween(300_000L, 2_000_000L);
  }

  @Test
  void oursIsFound() {
    assertThat(LibrarySize.bytes("dev/inlay/")).isBetween(100_000L, 2_000_000L);
  }

  @Test
  void theBenchmarksOfOursDoNotCount() {
    assertThat(LibrarySize.bytes("dev/inlay/jmh/")).isZero();
  }

  @Test
  void theJdkAddsNothing() {
    assertThat(LibrarySize.bytes("")).isZero();
  }
}

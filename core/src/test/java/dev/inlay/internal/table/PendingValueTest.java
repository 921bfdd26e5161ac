package dev.inlay.internal.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PendingValueTest {

  @Test
  void isTheValueBeforeUntilItIsDecided() {
    PendingValue.Decision decision = new PendingValue.Decision();
    PendingValue changed = new PendingValue(decision, "before", "after");
    PendingValue inserted = new PendingValue(decision, null, "after");
    assertThat(PendingValue.resolve(changed)).isEqualTo("before");
    assertThat(PendingValue.resolve(inserted)).isNull();
    decision.commit();
    assertThat(PendingValue.resolve(changed)).isEqualTo("after");
    assertThat(PendingValue.resolve(inserted)).isEqualTo("after");
    assertThat(PendingValue.resolve("plain")).isEqualTo("plain");
  }
}

package dev.inlay.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * A write whose thread gave up and had no stack left to withdraw it: before, it stayed in the queue
 * for ever, with all that came after it, and others could carry it out later.
 */
class AbandonedWriteTest {

  private static Write write() {
    return new Write() {
      @Override
      void apply(TrieEdit edit) {}

      @Override
      boolean canBeApplied(TrieEdit edit) {
        return true;
      }

      @Override
      public String what() {
        return "a key";
      }
    };
  }

  @Test
  void nobodyClaimsItAndItIsOver() {
    Write write = write();
    write.abandoned = true;
    assertThat(write.claim()).isFalse();
    assertThat(write.isOver()).isTrue();
    assertThat(write.isDone()).isFalse();
  }

  @Test
  void itIsNotOverWhileItIsCarriedOut() {
    Write write = write();
    assertThat(write.claim()).isTrue();
    write.abandoned = true;
    assertThat(write.isOver()).isFalse();
    write.state = Write.DONE;
    assertThat(write.isOver()).isTrue();
  }
}

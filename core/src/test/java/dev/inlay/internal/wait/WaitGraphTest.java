package dev.inlay.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits for whom: a wait is refused when nobody on its way could go on, and only then. */
@Timeout(5)
class WaitGraphTest {

  private static final Thread ME = Thread.currentThread();
  private static final Thread OTHER = new Thread("other");

  private record Held(Thread owner, String what) implements Hold {
    @Override
    public Hold currentHold() {
      return this;
    }
  }

  /** Held by one after the other. */
  private static Awaited heldInTurn(Hold... holds) {
    Iterator<Hold> next = new ArrayList<>(List.of(holds)).iterator();
    return next::next;
  }

  private static void refuse(Awaited first) {
    WaitGraph.refuseCycle(ME, first);
  }

  @Test
  void aHoldOfOnesOwnIsACycle() {
    Held mine = new Held(ME, "key a");
    assertThatThrownBy(() -> refuse(mine))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("deadlock")
        .hasMessageContaining("key a is held by " + ME.getName());
  }

  @Test
  void whatNobodyHoldsIsNone() {
    refuse(() -> null);
    refuse(new Held(OTHER, "key a")); // which waits for nothing
  }

  @Test
  void aCycleOverAnotherThread() {
    Held theirs = new Held(OTHER, "key a");
    Held mine = new Held(ME, "key b");
    WaitGraph.begin(OTHER, mine);
    try {
      assertThatThrownBy(() -> refuse(theirs))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("key a is held by other, key b is held by " + ME.getName());
    } finally {
      WaitGraph.end(OTHER);
    }
    refuse(theirs);
  }

  /** As when the other thread has gone on, and waits once more. */
  @Test
  void holdsThatAreOthersTheSecondTimeAreNone() {
    refuse(heldInTurn(new Held(ME, "key a"), new Held(ME, "key b")));
    refuse(heldInTurn(new Held(ME, "key a"), new Held(OTHER, "key a")));
    Held same = new Held(ME, "key a");
    assertThatThrownBy(() -> refuse(heldInTurn(same, same)))
        .isInstanceOf(IllegalStateException.class);
  }

  /** As when the other thread has let go, and holds and waits for the same once more. */
  @Test
  void theSameHoldsInAnotherWaitAreNone() {
    Held theirs = new Held(OTHER, "shard 1");
    Held mine = new Held(ME, "shard 2");
    for (boolean again : new boolean[] {false, true}) {
      WaitGraph.begin(OTHER, mine);
      Awaited first =
          () -> {
            if (again) {
              WaitGraph.begin(OTHER, mine);
            }
            return theirs;
          };
      try {
        if (again) {
          refuse(first);
        } else {
          assertThatThrownBy(() -> refuse(first))
              .isInstanceOfSatisfying(
                  WaitGraph.CycleException.class, e -> assertThat(e.own()).isSameAs(mine));
        }
      } finally {
        WaitGraph.end(OTHER);
      }
    }
  }

  @Test
  void whatIsAwaited() {
    Held theirs = new Held(OTHER, "key a");
    assertThat(WaitGraph.isAwaited(theirs)).isFalse();
    WaitGraph.begin(ME, theirs);
    assertThat(WaitGraph.isAwaited(theirs)).isTrue();
    assertThat(WaitGraph.isAwaited(new Held(ME, "key a"))).isFalse();
    WaitGraph.end(ME);
    assertThat(WaitGraph.isAwaited(theirs)).isFalse();
  }

  @Test
  void aCycleOfOthersIsTheirs() {
    Held theirs = new Held(OTHER, "key a");
    WaitGraph.begin(OTHER, theirs);
    try {
      refuse(theirs);
    } finally {
      WaitGraph.end(OTHER);
    }
    assertThat(WaitGraph.describe("a")).isEqualTo("a");
  }
}

package dev.inlay.internal.collision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.proof.hook.Meanwhile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollisionCellTest {

  @Test
  void oneOfTwoChangesTheValue() {
    CollisionCell cell = new CollisionCell(1, "key", "old");
    List<Boolean> changed = new ArrayList<>();
    Meanwhile.run(
        () -> changed.add(cell.compareAndSetValue("old", "first")),
        () -> changed.add(cell.compareAndSetValue("old", "second")));
    assertThat(changed).containsExactlyInAnyOrder(true, false);
    assertThat(cell.compareAndSetValue("old", "third")).isFalse();
    assertThat(cell.value()).isIn("first", "second");
  }
}

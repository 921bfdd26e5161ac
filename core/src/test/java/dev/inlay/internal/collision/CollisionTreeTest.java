package dev.inlay.internal.collision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.contract.tools.Keys;
import dev.inlay.contract.tools.TestSettings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The tree of colliding keys: complete, balanced, and never changed in place. */
class CollisionTreeTest {
  static final List<Keys.Kind> KINDS =
      List.of(Keys.COLLIDING, Keys.OPAQUE, Keys.CROWDED, Keys.MIXED, Keys.STRINGS);

  @ParameterizedTest
  @FieldSource("KINDS")
  void randomInsertionsAndRemovals(Keys.Kind kind) {
    Random random = TestSettings.random("CollisionTreeTest " + kind);
    Map<Object, CollisionCell> model = new HashMap<>();
    CollisionTree tree = null;
    for (int step = 0; step < 4_000; step++) {
      Object key = kind.key(random.nextInt(300));
      CollisionCell present = model.get(key);
      assertThat(tree == null ? null : tree.find(key, key.hashCode())).isSameAs(present);
      CollisionTree before = tree;
      int sizeBefore = CollisionTree.sizeOf(before);
      if (present == null) {
        CollisionCell cell = new CollisionCell(key.hashCode(), key, step);
        tree = CollisionTree.plus(tree, cell);
        model.put(key, cell);
      } else {
        tree = CollisionTree.minus(tree, present);
        model.remove(key);
      }
      assertThat(CollisionTree.sizeOf(before)).as("path copying").isEqualTo(sizeBefore);
      assertThat(CollisionTree.sizeOf(tree)).isEqualTo(model.size());
      if (step % 100 == 0) {
        assertComplete(tree, model);
      }
    }
  }

  private static void assertComplete(CollisionTree tree, Map<Object, CollisionCell> model) {
    Set<CollisionCell> cells = new HashSet<>();
    CollisionTree.forEach(tree, cell -> assertThat(cells.add(cell)).isTrue());
    assertThat(cells).isEqualTo(new HashSet<>(model.values()));
    // AVL: at most 1.44 times the logarithm, by the number of nodes at most.
    double limit = 1.45 * Math.log(model.size() + 2) / Math.log(2) + 1;
    assertThat(CollisionTree.height(tree)).isLessThanOrEqualTo((int) limit);
  }
}

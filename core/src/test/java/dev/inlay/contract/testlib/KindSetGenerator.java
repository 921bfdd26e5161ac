package dev.inlay.contract.testlib;

import com.google.common.collect.testing.SampleElements;
import com.google.common.collect.testing.TestSetGenerator;
import dev.inlay.contract.tools.Keys;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Sets of keys of one kind. */
final class KindSetGenerator implements TestSetGenerator<Object> {
  private final Keys.Kind kind;
  private final Supplier<Set<Object>> maker;

  KindSetGenerator(Keys.Kind kind, Supplier<Set<Object>> maker) {
    this.kind = kind;
    this.maker = maker;
  }

  @Override
  public SampleElements<Object> samples() {
    return new SampleElements<>(kind.key(0), kind.key(1), kind.key(2), kind.key(3), kind.key(4));
  }

  @Override
  public Set<Object> create(Object... elements) {
    Set<Object> set = maker.get();
    Collections.addAll(set, elements);
    return set;
  }

  @Override
  public Object[] createArray(int length) {
    return new Object[length];
  }

  @Override
  public Iterable<Object> order(List<Object> insertion) {
    return insertion;
  }
}

package dev.inlay.contract.testlib;

import com.google.common.collect.testing.SampleElements;
import com.google.common.collect.testing.TestMapGenerator;
import dev.inlay.contract.tools.Keys;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Maps from keys of one kind to strings. */
final class KindMapGenerator implements TestMapGenerator<Object, String> {
  private final Keys.Kind kind;
  private final Supplier<Map<Object, String>> maker;

  KindMapGenerator(Keys.Kind kind, Supplier<Map<Object, String>> maker) {
    this.kind = kind;
    this.maker = maker;
  }

  @Override
  public SampleElements<Map.Entry<Object, String>> samples() {
    return new SampleElements<>(entry(0), entry(1), entry(2), entry(3), entry(4));
  }

  private Map.Entry<Object, String> entry(int id) {
    return Map.entry(kind.key(id), "value" + id);
  }

  @Override
  public Map<Object, String> create(Object... entries) {
    Map<Object, String> map = maker.get();
    for (Object entry : entries) {
      Map.Entry<?, ?> mapping = (Map.Entry<?, ?>) entry;
      map.put(mapping.getKey(), (String) mapping.getValue());
    }
    return map;
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"})
  public Map.Entry<Object, String>[] createArray(int length) {
    return new Map.Entry[length];
  }

  @Override
  public Object[] createKeyArray(int length) {
    return new Object[length];
  }

  @Override
  public String[] createValueArray(int length) {
    return new String[length];
  }

  @Override
  public Iterable<Map.Entry<Object, String>> order(List<Map.Entry<Object, String>> insertion) {
    return insertion;
  }
}

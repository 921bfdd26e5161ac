package dev.inlay.scenario;

import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** Collections that a caller gives to a map to read: of the caller's own class. */
final class Given extends AbstractCollection<Object> {

  private final Collection<?> elements;

  Given(Collection<?> elements) {
    this.elements = elements;
  }

  /** Makes a map with the mappings of another. */
  static Map<Object, Object> map(Map<Object, Object> mappings) {
    return new GivenMap(mappings);
  }

  @Override
  public Iterator<Object> iterator() {
    return new Elements<>(elements.iterator());
  }

  @Override
  public int size() {
    return elements.size();
  }

  @Override
  public boolean contains(Object element) {
    return elements.contains(element);
  }

  private record Elements<E>(Iterator<? extends E> of) implements Iterator<E> {
    @Override
    public boolean hasNext() {
      return of.hasNext();
    }

    @Override
    public E next() {
      return of.next();
    }
  }

  private static final class GivenMap extends AbstractMap<Object, Object> {
    private final Map<Object, Object> mappings;

    GivenMap(Map<Object, Object> mappings) {
      this.mappings = mappings;
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
      return new AbstractSet<>() {
        @Override
        public Iterator<Entry<Object, Object>> iterator() {
          return new Elements<>(mappings.entrySet().iterator());
        }

        @Override
        public int size() {
          return mappings.size();
        }
      };
    }
  }
}

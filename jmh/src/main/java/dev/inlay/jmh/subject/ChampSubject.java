package dev.inlay.jmh.subject;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A persistent tree of the usual kind behind an atomic reference, to measure SnapshotMap's own tree
 * against: the compressed hash array mapped prefix tree (CHAMP; Steindorfer, Vinju: Optimizing
 * Hash-Array Mapped Tries for Fast and Lean Immutable JVM Collections, 2015), 32 branches a node.
 * Made for keys whose hash codes differ: those of equal ones stand in a list.
 */
final class ChampSubject implements Subject {

  @Override
  public String id() {
    return "champ";
  }

  @Override
  public String label() {
    return "CHAMP (reference)";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.SNAPSHOT, Ability.TRANSACTION);
  }

  @Override
  public <K, V> Map<K, V> growing() {
    return new Adapted<>();
  }

  @Override
  public <K, V> Map<K, V> presized(int entries) {
    return growing();
  }

  @Override
  public <K, V> Object snapshot(Map<K, V> map) {
    return ((Adapted<K, V>) map).current();
  }

  @Override
  public @Nullable Object valueIn(Object snapshot, Object key) {
    return Node.get(((Version) snapshot).root(), key, hashOf(key));
  }

  /** One step for both. */
  @Override
  public <K> void transfer(Map<K, Long> map, K from, K to, long amount) {
    Adapted<K, Long> adapted = (Adapted<K, Long>) map;
    adapted.update(
        before -> {
          Long source = Objects.requireNonNull(adapted.get(before, from));
          Version after = adapted.with(before, from, source - amount, source);
          Long target = Objects.requireNonNull(adapted.get(after, to));
          return adapted.with(after, to, target + amount, target);
        });
  }

  /**
   * A node.
   *
   * @param data a bit for each branch that is a mapping
   * @param nodes a bit for each branch that is a node
   * @param content keys and values side by side, then nodes; or, below the last bits of the hash,
   *     keys and values only
   */
  private record Node(int data, int nodes, Object[] content) {

    static final Node EMPTY = new Node(0, 0, new Object[0]);
    private static final int BITS = 5;

    private static int bit(int hash, int shift) {
      return 1 << (hash >>> shift);
    }

    private int dataAt(int bit) {
      return 2 * Integer.bitCount(data & (bit - 1));
    }

    private int nodeAt(int bit) {
      return 2 * Integer.bitCount(data) + Integer.bitCount(nodes & (bit - 1));
    }

    static @Nullable Object get(Node root, Object key, int hash) {
      Node node = root;
      for (int shift = 0; shift < Integer.SIZE; shift += BITS) {
        int bit = bit(hash, shift);
        if ((node.data & bit) != 0) {
          int at = node.dataAt(bit);
          Object candidate = node.content[at];
          return candidate == key || key.equals(candidate) ? node.content[at + 1] : null;
        }
        if ((node.nodes & bit) == 0) {
          return null;
        }
        node = (Node) node.content[node.nodeAt(bit)];
      }
      int at = node.indexOf(key);
      return at < 0 ? null : node.content[at + 1];
    }

    private int indexOf(Object key) {
      for (int at = 0; at < content.length; at += 2) {
        if (content[at].equals(key)) {
          return at;
        }
      }
      return -1;
    }

    Node with(Object key, int hash, Object value, int shift) {
      if (shift >= Integer.SIZE) {
        int at = indexOf(key);
        return at < 0
            ? new Node(0, 0, inserted(content, content.length, key, value))
            : new Node(0, 0, set(at + 1, value));
      }
      int bit = bit(hash, shift);
      if ((data & bit) != 0) {
        int at = dataAt(bit);
        Object present = content[at];
        if (present == key || key.equals(present)) {
          return new Node(data, nodes, set(at + 1, value));
        }
        Node both =
            EMPTY
                .with(present, hashOf(present), content[at + 1], shift + BITS)
                .with(key, hash, value, shift + BITS);
        int to = nodeAt(bit) - 2;
        Object[] smaller = removed(content, at, 2);
        return new Node(data ^ bit, nodes | bit, inserted(smaller, to, both));
      }
      if ((nodes & bit) != 0) {
        int at = nodeAt(bit);
        Node child = ((Node) content[at]).with(key, hash, value, shift + BITS);
        return new Node(data, nodes, set(at, child));
      }
      return new Node(data | bit, nodes, inserted(content, dataAt(bit), key, value));
    }

    /** Returns this node without a key; the same node, if it has none. */
    Node without(Object key, int hash, int shift) {
      if (shift >= Integer.SIZE) {
        int at = indexOf(key);
        return at < 0 ? this : new Node(0, 0, removed(content, at, 2));
      }
      int bit = bit(hash, shift);
      if ((data & bit) != 0) {
        int at = dataAt(bit);
        return content[at].equals(key)
            ? new Node(data ^ bit, nodes, removed(content, at, 2))
            : this;
      }
      if ((nodes & bit) == 0) {
        return this;
      }
      int at = nodeAt(bit);
      Node before = (Node) content[at];
      Node child = before.without(key, hash, shift + BITS);
      if (child == before) {
        return this;
      }
      if (child.nodes == 0 && child.content.length == 2) {
        Object[] smaller = removed(content, at, 1);
        int to = dataAt(bit);
        return new Node(
            data | bit, nodes ^ bit, inserted(smaller, to, child.content[0], child.content[1]));
      }
      return new Node(data, nodes, set(at, child));
    }

    private Object[] set(int at, Object element) {
      Object[] copy = content.clone();
      copy[at] = element;
      return copy;
    }

    private static Object[] inserted(Object[] from, int at, Object... elements) {
      Object[] copy = new Object[from.length + elements.length];
      System.arraycopy(from, 0, copy, 0, at);
      System.arraycopy(elements, 0, copy, at, elements.length);
      System.arraycopy(from, at, copy, at + elements.length, from.length - at);
      return copy;
    }

    private static Object[] removed(Object[] from, int at, int count) {
      Object[] copy = new Object[from.length - count];
      System.arraycopy(from, 0, copy, 0, at);
      System.arraycopy(from, at + count, copy, at, copy.length - at);
      return copy;
    }

    int mappings(int shift) {
      return 2 * (shift >= Integer.SIZE ? content.length / 2 : Integer.bitCount(data));
    }
  }

  private static int hashOf(Object key) {
    int code = key.hashCode();
    return code ^ (code >>> 16);
  }

  /** A root and the number of mappings under it. */
  private record Version(Node root, int size) {}

  /** The reference and its changes. */
  private static final class Adapted<K, V> extends PersistentMap<Version, K, V> {

    Adapted() {
      super(new Version(Node.EMPTY, 0));
    }

    @Override
    @SuppressWarnings("unchecked")
    @Nullable V get(Version version, Object key) {
      return (V) Node.get(version.root(), key, hashOf(key));
    }

    @Override
    Version with(Version version, K key, V value, @Nullable V present) {
      Node root = version.root().with(key, hashOf(key), value, 0);
      return new Version(root, version.size() + (present == null ? 1 : 0));
    }

    @Override
    Version without(Version version, Object key) {
      return new Version(version.root().without(key, hashOf(key), 0), version.size() - 1);
    }

    /** One step for all. */
    @Override
    public void putAll(Map<? extends K, ? extends V> map) {
      update(
          before -> {
            Version after = before;
            for (Map.Entry<? extends K, ? extends V> entry : map.entrySet()) {
              V present = get(after, entry.getKey());
              after = with(after, entry.getKey(), entry.getValue(), present);
            }
            return after;
          });
    }

    @Override
    Iterator<Entry<K, V>> entries() {
      return new Walk<>(current().root());
    }

    @Override
    public int size() {
      return current().size();
    }
  }

  /** A walk over a tree, a node's mappings before its children. */
  private static final class Walk<K, V> implements Iterator<Map.Entry<K, V>> {

    /** A node that was met, and how deep it is. */
    private record Met(Node node, int shift) {}

    private final Deque<Met> met = new ArrayDeque<>();
    private @Nullable Met at;
    private int next;

    Walk(Node root) {
      met.push(new Met(root, 0));
    }

    @Override
    public boolean hasNext() {
      while (at == null || next == at.node().mappings(at.shift())) {
        Met node = met.poll();
        if (node == null) {
          return false;
        }
        at = node;
        next = 0;
        Object[] content = node.node().content();
        for (int child = node.node().mappings(node.shift()); child < content.length; child++) {
          met.push(new Met((Node) content[child], node.shift() + Node.BITS));
        }
      }
      return true;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map.Entry<K, V> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Object[] content = Objects.requireNonNull(at).node().content();
      next += 2;
      return Map.entry((K) content[next - 2], (V) content[next - 1]);
    }
  }
}

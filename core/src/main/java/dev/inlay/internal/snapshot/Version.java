package dev.inlay.internal.snapshot;

import org.jspecify.annotations.Nullable;

/** A whole map at one moment. Immutable; versions share what they have in common. */
public final class Version {

  final Object[] root;
  final long size;
  final long number;
  final long multiplier;

  /** The greatest size since the tree was built. */
  final long peak;

  final Shape shape;

  Version(Object[] root, long size, long number, long multiplier, long peak, Shape shape) {
    this.root = root;
    this.size = size;
    this.number = number;
    this.multiplier = multiplier;
    this.peak = peak;
    this.shape = shape;
  }

  /** Returns the empty version with which a map begins. */
  static Version empty(long multiplier) {
    return new Version(Trie.emptyRoot(), 0, 0, multiplier, 0, Shape.EMPTY);
  }

  /** Returns the value of a key, or {@code null}. */
  public @Nullable Object get(Object key, int hashCode) {
    return Trie.get(root, key, Trie.hash(hashCode, multiplier));
  }

  /** Returns the number of mappings. */
  public long size() {
    return size;
  }

  /** Returns how many versions of this map came before. */
  public long number() {
    return number;
  }

  /** Returns the number of slots for mappings, used or not. */
  public long slots() {
    return shape.slots();
  }

  /** Returns the number of leaves. */
  public long leaves() {
    return shape.leaves();
  }

  /** Returns the number of mappings that share their hash with others. */
  public long binned() {
    return shape.binned();
  }

  /** Returns how often leaves were split and trees rebuilt since the map was made. */
  public long rebuilds() {
    return shape.rebuilds();
  }

  /** Returns the same content under another number. */
  public Version numbered(long number) {
    return new Version(root, size, number, multiplier, peak, shape);
  }

  /** Estimates the memory of the tree, without keys and values, in bytes. */
  public long bytes() {
    return 96 + 12 * slots() + 56 * leaves() + 72 * binned();
  }
}

package dev.inlay.internal.snapshot;

import org.jspecify.annotations.Nullable;

/** A whole map at one moment. Immutable; versions share what they have in common. */
public final class Version {

  final Object[] root;
  final long size;
  final long number;
  final long multiplier;

  /** Slots of all leaves. */
  final long slots;

  final long leaves;

  /** Mappings in collision trees. */
  final long binned;

  /** How often leaves were split and trees rebuilt since the map was made. */
  final long rebuilds;

  /** The greatest size since the tree was built. */
  final long peak;

  Version(
      Object[] root,
      long size,
      long number,
      long multiplier,
      long slots,
      long leaves,
      long binned,
      long rebuilds,
      long peak) {
    this.root = root;
    this.size = size;
    this.number = number;
    this.multiplier = multiplier;
    this.slots = slots;
    this.leaves = leaves;
    this.binned = binned;
    this.rebuilds = rebuilds;
    this.peak = peak;
  }

  /** Returns the empty version with which a map begins. */
  static Version empty(long multiplier) {
    return new Version(Trie.emptyRoot(), 0, 0, multiplier, 1, 1, 0, 0, 0);
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
    return slots;
  }

  /** Returns the number of leaves. */
  public long leaves() {
    return leaves;
  }

  /** Returns the number of mappings that share their hash with others. */
  public long binned() {
    return binned;
  }

  /** Returns how often leaves were split and trees rebuilt since the map was made. */
  public long rebuilds() {
    return rebuilds;
  }

  /** Returns the same content under another number. */
  public Version numbered(long number) {
    return new Version(root, size, number, multiplier, slots, leaves, binned, rebuilds, peak);
  }

  /** Estimates the memory of the tree, without keys and values, in bytes. */
  public long bytes() {
    return 96 + 12 * slots + 56 * leaves + 72 * binned;
  }
}

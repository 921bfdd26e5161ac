package dev.inlay.jmh.subject;

import java.util.Map;
import java.util.Set;
import tech.pantheon.triemap.TrieMap;

/** Pantheon's {@link TrieMap}: a concurrent hash trie with snapshots, after Scala's. */
final class PantheonTrieMapSubject implements Subject {

  @Override
  public String id() {
    return "triemap";
  }

  @Override
  public String label() {
    return "TrieMap (Pantheon)";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.SNAPSHOT);
  }

  @Override
  public String library() {
    return "tech/pantheon/";
  }

  @Override
  public <K, V> Map<K, V> growing() {
    return TrieMap.create();
  }

  @Override
  public <K, V> Map<K, V> presized(int entries) {
    return growing();
  }

  @Override
  public <K, V> Object snapshot(Map<K, V> map) {
    return ((TrieMap<K, V>) map).immutableSnapshot();
  }
}

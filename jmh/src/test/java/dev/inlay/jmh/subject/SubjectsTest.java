package dev.inlay.jmh.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.jmh.keys.KeyKind;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectsTest {

  static Stream<Subject> subjects() {
    return Stream.concat(Subjects.all().stream(), Stream.of(Subjects.get("sharded-8")));
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void everySubjectMakesMapsThatWork(Subject subject) {
    for (Map<String, Integer> map :
        Stream.of(subject.<String, Integer>growing(), subject.<String, Integer>presized(100))
            .toList()) {
      assertThat(map).isEmpty();
      for (int i = 0; i < 200; i++) {
        assertThat(map.put("key " + i, i)).isNull();
      }
      assertThat(map).hasSize(200).containsEntry("key 117", 117);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void everySubjectIsFoundByItsName(Subject subject) {
    assertThat(Subjects.get(subject.id()).label()).isEqualTo(subject.label());
  }

  @Test
  void namesAreUnique() {
    assertThat(Subjects.all()).extracting(Subject::id).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "CHM",
        "sharded-",
        "sharded-0",
        "sharded-3",
        "sharded-131072",
        "x",
        "java.lang.Object",
        "no.such.Class"
      })
  void otherNamesAreRefusedWithThoseThatAreAllowed(String id) {
    assertThatThrownBy(() -> Subjects.get(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + id + "'")
        .hasMessageContaining(
            "allowed: chm, hashmap, synchronized, nbhm, eclipse, caffeine, guava, skiplist, sharded, striped, snapshot, triemap, scala, vavr, champ, copied, sharded-N");
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void aSnapshotKeepsWhatItHad(Subject subject) {
    Map<String, Long> map = subject.growing();
    map.put("a", 1L);
    Object snapshot = subject.snapshot(map);
    map.put("a", 2L);
    map.put("b", 3L);
    assertThat(subject.valueIn(snapshot, "a")).isEqualTo(1L);
    assertThat(subject.valueIn(snapshot, "b")).isNull();
  }

  static Stream<Subject> subjectsWithTransactions() {
    return subjects().filter(subject -> subject.abilities().contains(Ability.TRANSACTION));
  }

  @ParameterizedTest
  @MethodSource("subjectsWithTransactions")
  void aTransferTakesFromOneKeyAndGivesToTheOther(Subject subject) {
    Map<String, Long> map = subject.growing();
    map.put("a", 10L);
    map.put("b", 20L);
    subject.transfer(map, "a", "b", 3);
    subject.transfer(map, "a", "a", 3);
    assertThat(map).containsEntry("a", 7L).containsEntry("b", 23L).hasSize(2);
  }

  @Test
  void aMapWithoutTransactionsSaysSo() {
    Subject subject = Subjects.get("nbhm");
    Map<String, Long> map = subject.growing();
    assertThatThrownBy(() -> subject.transfer(map, "a", "b", 1))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("NonBlockingHashMap")
        .hasMessageContaining("all or nothing");
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void everyMapTakesEveryTypeOfKeysThatItSaysItTakes(Subject subject) {
    for (KeyKind kind : KeyKind.values()) {
      Map<Object, Long> map = subject.growing();
      if (subject.takes(kind)) {
        map.put(kind.key(1), 1L);
        map.put(kind.key(2), 2L);
        assertThat(map.get(kind.key(2))).isEqualTo(2L);
      } else {
        assertThatThrownBy(() -> map.put(kind.key(1), 1L)).isInstanceOf(ClassCastException.class);
      }
    }
  }

  /** A class of a user. */
  public static final class OwnSubject implements Subject {
    @Override
    public String label() {
      return "my map";
    }

    @Override
    public <K, V> Map<K, V> growing() {
      return new HashMap<>();
    }

    @Override
    public <K, V> Map<K, V> presized(int entries) {
      return growing();
    }
  }

  @Test
  void aClassOfTheUsersOwnIsFoundByItsName() {
    assertThat(Subjects.get(OwnSubject.class.getName()).label()).isEqualTo("my map");
  }

  @Test
  void onlyHashMapIsForOneThread() {
    assertThat(Subjects.all())
        .filteredOn(subject -> !subject.concurrent())
        .extracting(Subject::id)
        .containsExactly("hashmap");
  }
}

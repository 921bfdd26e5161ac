package dev.inlay.jmh.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  @ValueSource(strings = {"", "CHM", "sharded-", "sharded-0", "sharded-3", "sharded-131072", "x"})
  void otherNamesAreRefusedWithThoseThatAreAllowed(String id) {
    assertThatThrownBy(() -> Subjects.get(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + id + "'")
        .hasMessageContaining(
            "allowed: chm, hashmap, synchronized, nbhm, sharded, striped, snapshot, triemap, scala, vavr, champ, copied, sharded-N");
  }

  @Test
  void onlyHashMapIsForOneThread() {
    assertThat(Subjects.all())
        .filteredOn(subject -> !subject.concurrent())
        .extracting(Subject::id)
        .containsExactly("hashmap");
  }
}

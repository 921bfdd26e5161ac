package dev.inlay.jcstress;

import dev.inlay.jcstress.Proof.MapKind;
import dev.inlay.jcstress.Proof.Operation;
import dev.inlay.jcstress.Proof.Protocol;
import dev.inlay.jcstress.Proof.Shown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.StateCase;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.runners.TestList;

/** All tests of this module, by their place in the triads. */
final class Triads {

  private Triads() {}

  /** What a test is in its triad. */
  enum Role {
    SHIPPED("the map"),
    MODEL("its model"),
    TWIN("weakened twin");

    final String title;

    Role(String title) {
      this.title = title;
    }
  }

  /**
   * A test.
   *
   * @param against the operations that its triad is for
   * @param model of a twin, its model; else the class itself
   * @param shown of a twin, where its forbidden outcome can appear
   */
  record Test(
      TestInfo info,
      Class<?> type,
      Role role,
      MapKind map,
      Protocol protocol,
      Set<Operation> against,
      Class<?> model,
      Proof.@Nullable Twin twin) {

    String name() {
      return info.name();
    }

    String title() {
      return name().substring(name().lastIndexOf("jcstress.") + "jcstress.".length());
    }

    @Nullable Shown shown() {
      return twin == null ? null : twin.shown();
    }

    /** Tells whether the test says what a result means, other than by a word for all others. */
    boolean names(String state) {
      return info.cases().stream()
          .anyMatch(known -> known.matchesExactly(state) || known.matches(state));
    }

    /** Returns what a result means. */
    StateCase caseOf(String state) {
      return info.cases().stream()
          .filter(known -> known.matchesExactly(state))
          .findFirst()
          .or(() -> info.cases().stream().filter(known -> known.matches(state)).findFirst())
          .orElse(info.unmatched());
    }
  }

  /** Returns all tests, by map, protocol and role. */
  static List<Test> tests() {
    List<Test> tests = new ArrayList<>();
    for (String name : TestList.tests()) {
      TestInfo info = TestList.getInfo(name);
      if (typeOf(info).getAnnotation(Proof.Platform.class) == null) {
        tests.add(test(info));
      }
    }
    tests.sort(
        Comparator.comparing(Test::map)
            .thenComparing(Test::protocol)
            .thenComparing(test -> test.role() == Role.SHIPPED ? 0 : 1)
            .thenComparing(test -> test.model().getName())
            .thenComparing(Test::role)
            .thenComparing(Test::name));
    return tests;
  }

  private static Class<?> typeOf(TestInfo info) {
    try {
      return Class.forName(info.binaryName(), false, Triads.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Test test(TestInfo info) {
    Class<?> type = typeOf(info);
    Proof.Twin twin = type.getAnnotation(Proof.Twin.class);
    Class<?> model = twin == null ? type : type.getSuperclass();
    Proof.Model modelOf = model.getAnnotation(Proof.Model.class);
    Proof.Shipped shipped =
        (modelOf == null ? type : modelOf.of()).getAnnotation(Proof.Shipped.class);
    if (shipped == null) {
      throw new IllegalStateException(type + " is in no triad");
    }
    Role role = twin != null ? Role.TWIN : modelOf != null ? Role.MODEL : Role.SHIPPED;
    return new Test(
        info,
        type,
        role,
        shipped.map(),
        shipped.protocol(),
        Set.of(shipped.against()),
        model,
        twin);
  }

  /** Returns what is wrong with the triads themselves, whatever the results. */
  static List<String> gaps(List<Test> tests) {
    List<String> gaps = new ArrayList<>();
    for (Test test : tests) {
      Set<Role> roles = EnumSet.noneOf(Role.class);
      tests.stream()
          .filter(other -> other.map() == test.map() && other.protocol() == test.protocol())
          .forEach(other -> roles.add(other.role()));
      if (roles.size() < Role.values().length) {
        gaps.add(test.title() + ": its triad has only " + roles);
      }
      if (test.role() == Role.MODEL
          && tests.stream().noneMatch(o -> o.role() == Role.TWIN && o.model() == test.type())) {
        gaps.add(test.title() + ": a model without a twin");
      }
      if (test.role() == Role.TWIN) {
        gapsOfTwin(test, tests, gaps);
      }
    }
    for (MapKind map : MapKind.values()) {
      for (Protocol protocol : Protocol.values()) {
        gapsOfOperations(map, protocol, tests, gaps);
      }
    }
    return gaps;
  }

  /** A protocol that a map has needs a model, and so a triad, against each of its operations. */
  private static void gapsOfOperations(
      MapKind map, Protocol protocol, List<Test> tests, List<String> gaps) {
    List<Test> those =
        tests.stream().filter(test -> test.map() == map && test.protocol() == protocol).toList();
    for (Operation operation : Operation.values()) {
      if (!those.isEmpty()
          && protocol.operations.contains(operation)
          && those.stream()
              .noneMatch(test -> test.role() == Role.MODEL && test.against().contains(operation))) {
        gaps.add(map.title + ", " + protocol.title + ": no triad against " + operation.title);
      }
    }
  }

  /** What a twin is to show must be what its model forbids. */
  private static void gapsOfTwin(Test twin, List<Test> tests, List<String> gaps) {
    Outcome shows = twin.type().getDeclaredAnnotation(Outcome.class);
    if (shows == null || shows.expect() != Expect.ACCEPTABLE_INTERESTING) {
      gaps.add(twin.title() + ": a twin has one outcome of its own, which is interesting");
      return;
    }
    for (Test model : tests) {
      if (model.type() == twin.model()) {
        for (String state : shows.id()) {
          if (model.caseOf(state).expect() != Expect.FORBIDDEN) {
            gaps.add(twin.title() + ": its model does not forbid " + state);
          }
        }
      }
    }
  }
}

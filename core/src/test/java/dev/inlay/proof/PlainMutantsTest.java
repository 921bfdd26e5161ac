package dev.inlay.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.proof.mutate.PlainMutants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each access mode that the maps' tables use, lowered, has a row in {@code
 * docs/proof/mutants-plain.tsv} that tells how that is noticed, or why nothing need be. This test
 * holds the file, the code and the litmus twins together; it cannot tell whether a row is right.
 *
 * <p>A twin says in its comment which mutants it is. A row that names it for another mutant says
 * {@code same shape}.
 */
class PlainMutantsTest {

  private static final Path ROOT = root();
  private static final Path LITMUS = ROOT.resolve("docs/proof/litmus");
  private static final Path JCSTRESS =
      ROOT.resolve("jcstress-tests/src/main/java/dev/inlay/jcstress");

  private static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isDirectory(at.resolve("docs/proof"))) {
      at = at.getParent();
    }
    if (at == null) {
      throw new IllegalStateException("not run inside the project");
    }
    return at;
  }

  private static List<String> rows() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/proof/mutants-plain.tsv"));
  }

  private static final List<String> NAMES = PlainMutants.names();

  /** Returns what is wrong with the rows, for these mutants. */
  private static List<String> problems(List<String> names, List<String> rows) {
    List<String> problems = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (String row : rows) {
      String[] columns = row.split("\t", -1);
      if (columns.length != 3) {
        problems.add("not three columns: " + row);
        continue;
      }
      if (!names.contains(columns[0])) {
        problems.add("there is no such mutant: " + columns[0]);
      }
      if (!told.add(columns[0])) {
        problems.add("told twice: " + columns[0]);
      }
      if (!isNotice(columns[1])) {
        problems.add(columns[0] + ": there is no " + columns[1]);
      } else if (columns[1].startsWith("litmus ")
          && !columns[2].startsWith("same shape")
          && !mutantsOf(columns[1].substring("litmus ".length())).contains(columns[0])) {
        problems.add(columns[0] + ": is not what " + columns[1] + " lowers, nor of the same shape");
      }
      if (columns[2].length() < 20) {
        problems.add(columns[0] + ": nothing is said");
      }
    }
    for (String name : names) {
      if (!told.contains(name)) {
        problems.add("no row: " + name);
      }
    }
    return problems;
  }

  /** Tells whether a way of noticing exists. */
  private static boolean isNotice(String how) {
    String name = how.substring(how.indexOf(' ') + 1);
    return switch (how.substring(0, Math.max(0, how.indexOf(' ')))) {
      case "litmus" ->
          name.endsWith("-twin") && Files.isRegularFile(LITMUS.resolve(name + ".litmus"));
      case "jcstress" -> isTwin(name);
      default -> how.equals("argued") || how.equals("language");
    };
  }

  /** Returns which mutants a litmus twin is, as it says itself. */
  private static List<String> mutantsOf(String twin) {
    try {
      Matcher line =
          Pattern.compile("^ *Mutants?: (.*?)(?: \\*\\))?$", Pattern.MULTILINE)
              .matcher(Files.readString(LITMUS.resolve(twin + ".litmus")));
      return line.find() ? List.of(line.group(1).split("; ")) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells whether a class {@code Model.Twin} of the jcstress tests is marked as a twin. */
  private static boolean isTwin(String name) {
    int dot = name.indexOf('.');
    Path source = JCSTRESS.resolve(name.substring(0, Math.max(0, dot)) + ".java");
    if (!Files.isRegularFile(source)) {
      return false;
    }
    // From the mark on to its class: nothing else is a class between.
    String marked =
        "@Proof\\.Twin\\((?:(?!\\bclass\\b)[\\s\\S])*\\bclass "
            + Pattern.quote(name.substring(dot + 1))
            + "\\b";
    try {
      return Pattern.compile(marked).matcher(Files.readString(source)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> with(List<String> rows, String... more) {
    List<String> all = new ArrayList<>(rows);
    all.addAll(List.of(more));
    return all;
  }

  private static List<String> names(String... more) {
    return with(NAMES, more);
  }

  @Test
  void eachMutantHasOneRow() throws IOException {
    assertThat(problems(NAMES, rows())).isEmpty();
  }

  /** As it is told in the page that sums the rows up. */
  @Test
  void thePageCountsTheRows() throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    Set<String> twins = new HashSet<>();
    for (String row : rows()) {
      String how = row.split("\t")[1];
      counts.merge(how.split(" ")[0], 1, Integer::sum);
      if (how.startsWith("litmus ")) {
        twins.add(how);
      }
    }
    String page = Files.readString(ROOT.resolve("docs/proof/mutants.md"));
    assertThat(page).contains("a row for each of the " + rows().size() + ":");
    assertThat(page).contains("one of " + twins.size() + " twins of the [litmus tests]");
    counts.forEach((how, count) -> assertThat(page).contains("| `" + how + "` | " + count + " |"));
  }

  /** A twin says of mutants that there are, or of none, as where it lowers what is the JDK's. */
  @Test
  void twinsLowerWhatThereIs() throws IOException {
    List<String> lowered = new ArrayList<>();
    try (Stream<Path> files = Files.list(LITMUS)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("-twin.litmus"))
          .forEach(name -> lowered.addAll(mutantsOf(name.replace(".litmus", ""))));
    }
    assertThat(lowered).hasSizeGreaterThan(60);
    assertThat(NAMES).containsAll(lowered);
  }

  @Test
  void namesAreTheirOwn() {
    assertThat(NAMES).hasSizeGreaterThan(80).doesNotHaveDuplicates();
    assertThat(NAMES).contains("SlotTable.get getVolatile 1", "SlotTable.get getVolatile 2");
    assertThat(NAMES).contains("TableChain volatile root");
  }

  // ---------------------------------------------------------------- controls

  @Test
  void aMutantWithoutARowIsNoticed() throws IOException {
    List<String> fewer = new ArrayList<>(rows());
    String gone = fewer.remove(7);
    assertThat(problems(NAMES, fewer)).containsExactly("no row: " + gone.split("\t")[0]);
    assertThat(problems(names("Shard volatile more"), rows()))
        .containsExactly("no row: Shard volatile more");
  }

  @Test
  void aRowWithoutAMutantIsNoticed() throws IOException {
    String row = "SlotTable.gone getVolatile 1\targued\tno such access is there any more";
    assertThat(problems(NAMES, with(rows(), row)))
        .containsExactly("there is no such mutant: SlotTable.gone getVolatile 1");
  }

  @Test
  void aRowThatIsThereTwiceIsNoticed() throws IOException {
    String row = rows().get(3);
    assertThat(problems(NAMES, with(rows(), row)))
        .containsExactly("told twice: " + row.split("\t")[0]);
  }

  @Test
  void aRowThatSaysNothingIsNoticed() throws IOException {
    assertThat(problems(names("X"), with(rows(), "X\targued\t")))
        .containsExactly("X: nothing is said");
    assertThat(problems(names("X"), with(rows(), "X\targued")))
        .containsExactly("not three columns: X\targued", "no row: X");
  }

  /** Not a twin; no such file; no such class; a class that is none; a word that means nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "litmus striped-root",
        "litmus striped-root.no-such-twin",
        "litmus",
        "jcstress NoSuchModel.Twin",
        "jcstress StripedReservationModel",
        "jcstress StripedReservationModel.NoSuchTwin",
        "jcstress StripedReservationModel.Publication",
        "believed",
        ""
      })
  void whatDoesNotExistNoticesNothing(String how) throws IOException {
    assertThat(problems(names("X"), with(rows(), "X\t" + how + "\tas anybody can see at once")))
        .containsExactly("X: there is no " + how);
  }

  @Test
  void aTwinOfAnotherMutantIsNoticed() throws IOException {
    String how = "litmus striped-root.root-plain-twin";
    assertThat(problems(names("X"), with(rows(), "X\t" + how + "\tas anybody can see at once")))
        .containsExactly("X: is not what " + how + " lowers, nor of the same shape");
    List<String> swapped = new ArrayList<>(rows());
    swapped.replaceAll(row -> row.replace("SlotTable.bury setRelease 1\t", "SlotTable.bury 1\t"));
    List<String> names = new ArrayList<>(NAMES);
    names.replaceAll(name -> name.replace("SlotTable.bury setRelease 1", "SlotTable.bury 1"));
    assertThat(problems(names, swapped))
        .containsExactly(
            "SlotTable.bury 1: is not what litmus striped-latecomer.bury-plain-twin lowers,"
                + " nor of the same shape");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "litmus striped-root.root-plain-twin",
        "jcstress StripedReservationModel.WithoutFence",
        "jcstress StripedReservationModel.PutDoesNotWait",
        "argued",
        "language"
      })
  void whatExistsIsTaken(String how) throws IOException {
    assertThat(problems(names("X"), with(rows(), "X\t" + how + "\tsame shape as another's")))
        .isEmpty();
  }
}

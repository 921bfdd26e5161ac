package dev.inlay.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.jmh.results.ResultFile;
import dev.inlay.jmh.results.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/**
 * The page in a real browser, made of the published results. Needs chromium and chromium-driver, so
 * it runs by itself: {@code .ci/run report}.
 */
@Tag("browser")
class PageInBrowserTest {
  private static final Path PICTURES =
      Path.of(System.getProperty("inlay.pictures", "target/report-page"));

  /** The library's texts have the one without the other. */
  private static final String END = "</body>\n</html>";

  @TempDir static Path temp = Path.of("");

  private static Browser browser;
  private static Path one = Path.of("");
  private static Path several = Path.of("");
  private static Path topics = Path.of("");

  @BeforeAll
  static void makePages() throws IOException, Unreadable {
    List<Path> folders = PublishedReportsTest.folders();
    assertThat(folders).hasSizeGreaterThan(1);
    List<Path> plain = new ArrayList<>();
    for (Path folder : folders) {
      if (Topics.of(RunFiles.read(List.of(folder))).isEmpty()) {
        plain.add(folder);
      }
    }
    Path richest =
        plain.stream().max(Comparator.comparingLong(PageInBrowserTest::size)).orElseThrow();
    one = page("one", List.of(richest));
    several = page("several", folders);
    topics = page("topics", List.of(ofTopics(temp.resolve("run-of-topics"))));
    browser = new Browser(Files.createDirectory(temp.resolve("profile")));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  private static long size(Path folder) {
    return folder.resolve(ResultFile.RESULTS).toFile().length();
  }

  /** A run as of the full suite: sections, the machine's limit, sampled times, heap by size. */
  private static Path ofTopics(Path directory) {
    RunFolder folder = new RunFolder(directory).about("sizes");
    for (int entries : new int[] {1_000, 100_000, 1_000_000}) {
      folder.add("chm", entries, 1, 10, 20, 12).add("sharded", entries, 1, 20, 10, 14);
      folder.add("striped", entries, 1, 15, 30, 18).add("limit", entries, 1, 40, 40, 41);
    }
    folder.about("threads");
    for (int threads : new int[] {1, 2, 4}) {
      folder.add("chm", 1_000, threads, 10, 20, 12).add("striped", 1_000, threads, 20, 10, 14);
    }
    folder.about("transactions");
    folder.add("chm", 9, 2, 10, 20, 12).add("sharded", 9, 2, 1, 2, 1);
    folder.about("heap");
    for (String map : List.of("chm", "sharded")) {
      folder.add(map, 5, 1, 1).figure("heap.perEntry.average", 41);
      folder.figure("heap.perEntry.at.1000", 40).figure("heap.perEntry.at.2000", 42);
    }
    folder.about("latency").in("sample", "ns/op");
    return folder.sampled("chm", 120).sampled("sharded", 80).write();
  }

  private static Path page(String name, List<Path> folders) throws IOException, Unreadable {
    Path directory = Files.createDirectory(temp.resolve(name));
    ReportFiles.write(RunFiles.read(folders), directory);
    return directory.resolve(ReportFiles.HTML);
  }

  /** Returns a copy of the page with something wrong. */
  private static Path spoiled(String name, String find, String replacement) throws IOException {
    String html = Files.readString(one);
    assertThat(html).contains(find);
    return Files.writeString(temp.resolve(name + ".html"), html.replace(find, replacement));
  }

  private static void open(Path page) {
    browser.open(page);
    // Everything there is, also what is folded.
    browser.script("document.querySelectorAll('details').forEach((d) => { d.open = true; })");
    settle();
  }

  /** Lets the page draw. */
  private static void settle() {
    browser.script("return new Promise((done) => setTimeout(done, 300))");
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "several", "topics"})
  void chartsAreDrawnInSilenceAndNothingLeavesThePage(String name) {
    open(
        switch (name) {
          case "one" -> one;
          case "several" -> several;
          default -> topics;
        });
    assertThat(browser.number("document.querySelectorAll('.chart svg').length")).isGreaterThan(3);
    assertThat(browser.number("document.querySelectorAll('.chart').length"))
        .isEqualTo(browser.number("document.querySelectorAll('.chart svg').length"));
    assertThat(browser.chartsNotDrawn()).isEmpty();
    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests()).isEmpty();
  }

  @Test
  void aChartThatIsNotDrawnIsNoticed() throws IOException {
    open(spoiled("chart", "\"sizes-1\":", "\"sizes-x\":"));
    assertThat(browser.chartsNotDrawn()).containsExactly("sizes-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"error", "warn"})
  void aWordOnTheConsoleIsNoticed(String level) throws IOException {
    open(spoiled(level, END, "<script>console." + level + "('planted')</script>" + END));
    assertThat(browser.console()).singleElement().asString().contains("planted");
  }

  @Test
  void aRequestIsNoticedAndThePolicyOfThePageForbidsIt() throws IOException {
    String image = "<img src=\"http://127.0.0.1:9/planted.png\" alt=\"\">" + END;
    open(spoiled("request", END, image));
    assertThat(browser.requests()).containsExactly("http://127.0.0.1:9/planted.png");
    assertThat(browser.console())
        .anySatisfy(m -> assertThat(m).contains("Content Security Policy"));
    Path without = spoiled("policy", "Content-Security-Policy", "no-policy");
    Files.writeString(without, Files.readString(without).replace(END, image));
    open(without);
    assertThat(browser.console())
        .noneSatisfy(m -> assertThat(m).contains("Content Security Policy"));
  }

  @Test
  void theKeyboardReachesChartsTablesAndTheToggle() {
    open(one);
    Set<String> stops = browser.tabStops();
    assertThat(stops).startsWith("#main", "theme");
    long charts = browser.number("document.querySelectorAll('.chart').length");
    assertThat(stops.stream().filter(stop -> stop.matches("[a-z]+-\\d+"))).hasSize((int) charts);
    assertThat(stops.stream().filter(stop -> stop.endsWith("all figures"))).hasSizeGreaterThan(3);
    browser.script("document.getElementById('ratios-1').focus()");
    browser.press(Keys.ARROW_RIGHT);
    assertThat(browser.text("document.getElementById('ratios-1').textContent"))
        .containsPattern("of \\d");
  }

  /** Those that no run without topics, limit or sampled times has. */
  @Test
  void chartsOfTheFullSuiteAreThere() throws IOException {
    open(topics);
    assertThat(browser.text("[...document.querySelectorAll('.chart')].map((c) => c.id).join(' ')"))
        .isEqualTo(
            "ratios-1 sizes-1 sizes-2 sizes-3 threads-1 threads-2 transactions-1 transactions-2"
                + " latency-1 latency-2 heap-1 heap-2 heap-3 heap-4");
    assertThat(
            browser.text(
                "[...document.querySelectorAll('.chart')].map((c) => c.getAttribute('aria-label')).join('; ')"))
        .contains("machine's limit");
    assertThat(stopsOf(topics)).contains("sizes-1", "latency-2", "heap-4");
    browser.picture(PICTURES.resolve("topics.png"));
  }

  private static Set<String> stopsOf(Path page) {
    open(page);
    return browser.tabStops();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyChartHasALabelAndATable(boolean ofTopics) {
    open(ofTopics ? topics : several);
    assertThat(
            browser.number(
                "[...document.querySelectorAll('.chart')].filter((c) => c.getAttribute('role') !== 'img'"
                    + " || c.getAttribute('aria-label').length < 30).length"))
        .isZero();
    assertThat(
            browser.number(
                "[...document.querySelectorAll('section')].filter((s) => s.querySelector('.chart')"
                    + " && !s.querySelector('table tbody tr')).length"))
        .isZero();
  }

  @Test
  void darkIsTheSystemsChoiceOrTheReaders() throws IOException {
    open(one);
    String light = browser.text("getComputedStyle(document.body).backgroundColor");
    String ink = browser.text("document.querySelector('#sizes-1 svg text').getAttribute('fill')");
    browser.picture(PICTURES.resolve("light.png"));
    browser.click("#theme");
    assertThat(browser.text("document.documentElement.dataset.theme")).isEqualTo("dark");
    assertThat(browser.text("document.getElementById('theme').getAttribute('aria-pressed')"))
        .isEqualTo("true");
    assertThat(browser.text("getComputedStyle(document.body).backgroundColor")).isNotEqualTo(light);
    assertThat(browser.text("document.querySelector('#sizes-1 svg text').getAttribute('fill')"))
        .isNotEqualTo(ink);
    browser.picture(PICTURES.resolve("dark.png"));
    browser.open(one);
    assertThat(browser.text("document.documentElement.dataset.theme")).isEqualTo("light");
    browser.media("screen", "dark");
    settle();
    assertThat(browser.text("document.documentElement.dataset.theme")).isEqualTo("dark");
  }

  @Test
  void onAPhoneNothingIsWiderThanTheScreen() throws IOException {
    browser.open(several);
    browser.resize(500, 900);
    settle();
    assertThat(browser.number("document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(browser.number("document.documentElement.clientWidth"));
    assertThat(browser.chartsNotDrawn()).isEmpty();
    browser.picture(PICTURES.resolve("narrow.png"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void onPaperAllIsOpenAndLight(boolean ofTopics) throws IOException {
    browser.open(ofTopics ? topics : one);
    browser.media("print", "dark");
    settle();
    assertThat(browser.text("getComputedStyle(document.querySelector('nav')).display"))
        .isEqualTo("none");
    assertThat(
            browser.number(
                "document.querySelectorAll('details.figures-table:not([open], .screen-only)').length"))
        .isZero();
    assertThat(browser.text("getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(255, 255, 255)");
    assertThat(
            browser.number(
                "[...document.querySelectorAll('.chart')].filter((c) => c.querySelector('svg').clientWidth"
                    + " > c.clientWidth + 1).length"))
        .as("charts that are wider than their place")
        .isZero();
    browser.media("screen", "light");
    settle();
    assertThat(browser.number("document.querySelectorAll('details[open]').length")).isZero();
    browser.print(PICTURES.resolve("print.pdf"));
    assertThat(PICTURES.resolve("print.pdf")).isNotEmptyFile();
  }
}

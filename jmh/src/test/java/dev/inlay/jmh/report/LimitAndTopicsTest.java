package dev.inlay.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inlay.jmh.results.Unreadable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bare arrays are no map; what belongs together stands together. */
class LimitAndTopicsTest {
  @TempDir Path temp = Path.of("");

  private RunFolder limited() {
    RunFolder folder = new RunFolder(temp.resolve("run"));
    for (int entries : new int[] {1_000, 1_000_000}) {
      folder.add("chm", entries, 1, 10, 20).add("sharded", entries, 1, 20, 10);
      folder.add("limit", entries, 1, 40, 40);
    }
    return folder;
  }

  private RunFolder topical() {
    RunFolder folder = limited().about("sizes");
    folder.add("chm", 7, 1, 10, 20).add("sharded", 7, 1, 20, 30);
    folder.add("chm", 70, 1, 10, 20).add("sharded", 70, 1, 5, 10);
    folder.about("transactions");
    return folder.add("chm", 9, 2, 10, 20).add("sharded", 9, 2, 1, 2);
  }

  private static List<Run> read(RunFolder folder) throws Unreadable {
    return RunFiles.read(List.of(folder.write()));
  }

  private static JsonNode data(List<Run> runs) throws JsonProcessingException {
    Page page = new Page(runs);
    page.parts();
    return new ObjectMapper().readTree(HtmlReport.inScript(page.data()));
  }

  @Test
  void theLimitIsNoMapAmongMaps() throws Unreadable, JsonProcessingException {
    List<Run> runs = read(limited());
    Bout bout = runs.get(0).bouts().get(0);
    assertThat(bout.entrants()).extracting(Entrant::id).containsExactly("chm", "sharded");
    assertThat(bout.limit()).map(Entrant::label).contains("machine limit");
    assertThat(data(runs).at("/ratios-1/maps")).hasSize(1);
    assertThat(data(runs).at("/limits-1/maps").toString())
        .isEqualTo("[\"ShardedMap\",\"ConcurrentHashMap\"]");
    assertThat(new Verdicts(runs.get(0)).lines()).noneMatch(line -> line.contains("limit"));
    assertThat(new Headline(runs.get(0)).sentence()).contains("of 2 comparisons");
  }

  @Test
  void inChartsItIsASeriesOfItsOwnAfterTheMaps() throws Unreadable, JsonProcessingException {
    JsonNode series = data(read(limited())).at("/sizes-1/series");
    assertThat(series.findValuesAsText("id")).containsExactly("chm", "sharded", "limit");
    assertThat(series.findValuesAsText("name")).last().isEqualTo("machine limit");
  }

  @Test
  void sharesAreOfTheSameRound() throws Unreadable {
    List<Run> runs = read(limited());
    String markdown = TextReport.toMarkdown(runs);
    assertThat(markdown)
        .contains("| share of the machine's limit |")
        .contains("| ConcurrentHashMap | 38 % 25..50 |")
        .contains("| ShardedMap | 38 % 25..50 |")
        .contains("| machine limit | 40.0 40.0..40.0 |")
        .doesNotContain("| machine limit | 2", "bare arrays");
    assertThat(TextReport.toText(runs.get(0))).contains("ShardedMap         ", "38 % 25..50");
    List<String> csv = CsvReport.toCsv(runs).lines().toList();
    assertThat(csv.get(3)).contains("sharded,ShardedMap").endsWith(",1,20.0,2.0,0.5");
    assertThat(csv.get(5)).contains("limit,machine limit").endsWith(",1,40.0,,");
  }

  @Test
  void withoutItNothingSpeaksOfIt() throws Unreadable {
    List<Run> runs = read(new RunFolder(temp.resolve("run")).usual());
    assertThat(TextReport.toMarkdown(runs)).doesNotContain("limit");
    assertThat(HeatMaps.limits(runs)).isEmpty();
  }

  @Test
  void topicsAreSections() throws Unreadable, JsonProcessingException {
    List<Run> runs = read(topical());
    assertThat(Topics.of(runs)).containsExactly("mix", "sizes", "transactions");
    String markdown = TextReport.toMarkdown(runs);
    assertThat(markdown)
        .contains("- [By number of entries](#by-number-of-entries): 2 workloads")
        .containsSubsequence("\n## By number of entries\n", "\n### (", "\n## Transactions\n");
    assertThat(TextReport.toText(runs.get(0))).contains("\nTransactions\n============\n");
    assertThat(HtmlReport.toHtml(runs))
        .contains("<a href=\"#transactions\">Transactions</a>", "<section id=\"sizes\"");
    JsonNode data = data(runs);
    assertThat(data.at("/sizes-1/kind").asText()).isEqualTo("heat");
    assertThat(data.at("/sizes-2/kind").asText()).isEqualTo("lines");
    assertThat(data.at("/transactions-2/kind").asText()).isEqualTo("bars");
    assertThat(data.at("/transactions-2/items")).hasSize(2);
  }

  @Test
  void theOverviewHasTheMedianOfATopic() throws Unreadable, JsonProcessingException {
    JsonNode overview = data(read(topical())).at("/ratios-1");
    assertThat(overview.at("/rows/1").asText()).isEqualTo("By number of entries, 2 figures");
    // 2.0 and 1.5 in one workload, 0.5 and 0.5 in the other.
    assertThat(overview.at("/cells/1").toString()).isEqualTo("[0,1,1.125,0.5,1.75,2]");
  }

  @Test
  void heapPerEntryIsALineBySize() throws Unreadable, JsonProcessingException {
    RunFolder folder = topical().about("heap").add("chm", 5, 1, 1);
    folder.figure("heap.perEntry.average", 41).figure("heap.perEntry.at.2000", 42);
    folder.figure("heap.perEntry.at.1000", 40);
    List<Run> runs = read(folder);
    JsonNode data = data(runs);
    List<JsonNode> lines = new ArrayList<>();
    data.properties()
        .forEach(
            chart -> {
              if (chart.getKey().startsWith("heap-")
                  && chart.getValue().path("kind").asText().equals("lines")) {
                lines.add(chart.getValue());
              }
            });
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).get("x").toString()).isEqualTo("[\"1,000\",\"2,000\"]");
    assertThat(lines.get(0).at("/series/0/values/1/0").asDouble()).isEqualTo(42);
  }

  @Test
  void oneTopicNeedsNoSections() throws Unreadable {
    List<Run> runs = read(limited());
    assertThat(Topics.of(runs)).isEmpty();
    assertThat(TextReport.toMarkdown(runs)).doesNotContain("](#");
  }

  @Test
  void otherMapsOfOursHaveTheirOwnSentence() throws Unreadable {
    RunFolder folder = new RunFolder(temp.resolve("run")).usual();
    folder.add("striped", 1_000, 1, 1, 2).add("striped", 1_000_000, 1, 1, 2);
    Headline headline = new Headline(read(folder).get(0));
    assertThat(headline.sentence()).contains("ShardedMap was ahead");
    assertThat(headline.others())
        .singleElement()
        .asString()
        .startsWith(
            "StripedMap was ahead of ConcurrentHashMap in every round, by at least 5 %, in none of 2")
        .contains("behind in 2 (worst: 0.10x");
  }

  @Test
  void whoIsNotHereIsSaidOnceForEachReason() {
    Map<String, String> absent = new LinkedHashMap<>();
    absent.put("HashMap", "is for one thread");
    absent.put("A", "is slow");
    absent.put("B", "is slow");
    Bout first = bout("get, 1 thread", absent);
    Bout second = bout("get, 2 threads", Map.of("A", "is slow"));
    assertThat(NotHere.lines(first))
        .containsExactly("not here: HashMap: is for one thread", "not here: A, B: is slow");
    assertThat(NotHere.lines(List.of(first, second)))
        .containsExactly(
            "not here: HashMap (in '1 thread'): is for one thread",
            "not here: A; B (in '1 thread'): is slow");
    assertThat(NotHere.lines(bout("x", Map.of()))).isEmpty();
  }

  private static Bout bout(String title, Map<String, String> absent) {
    return new Bout(
        title,
        "",
        "a.B.c",
        "thrpt",
        1,
        Map.of(),
        List.of(),
        new ArrayList<>(),
        List.of(),
        Optional.empty(),
        absent,
        Map.of());
  }
}

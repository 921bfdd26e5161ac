package dev.inlay.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inlay.jmh.results.Unreadable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
  private static final String HOSTILE = "</script><script>alert(1)</script><!--<b>&\"'`{{x}}\u2028";

  @TempDir Path temp = Path.of("");

  private List<Run> runs(Path... folders) throws Unreadable {
    return RunFiles.read(List.of(folders));
  }

  private RunFolder folder(String name) {
    return new RunFolder(temp.resolve(name));
  }

  /** Returns the page without the library and the script, which would drown a message. */
  private static String page(List<Run> runs) {
    return HtmlReport.toHtml(runs).replaceAll("(?s)<script>.*?</script>", "<script></script>");
  }

  private static JsonNode data(String html) throws IOException {
    Matcher script =
        Pattern.compile(
                "<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL)
            .matcher(html);
    assertThat(script.find()).isTrue();
    return new ObjectMapper().readTree(script.group(1));
  }

  @Test
  void theHeadlineTellsWinsAndLosses() throws Unreadable {
    assertThat(page(runs(folder("run").usual().write())))
        .contains(
            "On a fast one, 2 cores, JDK 17.0.1, G1, ShardedMap was ahead of ConcurrentHashMap in every"
                + " round, by at least 5 %, in 1 of 2 comparisons (most: 1.50x in 1,000 entries), behind in 1 (worst: 0.55x in"
                + " 1,000,000 entries).");
  }

  @Test
  void underAChartStandHowItsForksRan() throws Unreadable {
    assertThat(page(runs(folder("run").usual().write())))
        .contains("2 forks (median, least..greatest), G1 GC, heap 1g");
  }

  @Test
  void theBestWinIsNotOneThatRoundsDisagreeOn() throws Unreadable {
    RunFolder folder = folder("run").usual();
    folder.add("chm", 10, 1, 10, 10).add("sharded", 10, 1, 9, 900);
    assertThat(new Headline(runs(folder.write()).get(0)).sentence())
        .contains("(most: 1.50x in 1,000 entries)")
        .endsWith(", and not told apart in 1.");
  }

  @Test
  void aSingleRoundIsSaidToProveNothing() throws Unreadable {
    Run once = runs(folder("one").add("chm", 9, 1, 1).add("sharded", 9, 1, 2).write()).get(0);
    assertThat(new Headline(once).caution()).contains("no spread");
    assertThat(new Headline(once).sentence()).contains("in the only round");
    Run twice = runs(folder("two").usual().write()).get(0);
    assertThat(new Headline(twice).caution()).isEmpty();
    Run smoke = runs(folder("three").usual().fact("command", "./compare --smoke").write()).get(0);
    assertThat(new Headline(smoke).caution()).contains("smoke");
  }

  @Test
  void withoutTheBaselineThereIsNoRatio() throws Unreadable {
    List<Run> runs = runs(folder("run").add("sharded", 9, 1, 1, 2).write());
    assertThat(page(runs))
        .contains("no ratio of a map of this project")
        .contains("To get it, run <code>./compare --maps");
  }

  @Test
  void whatTheFiguresAreNotIsSaid() throws Unreadable {
    String html = page(runs(folder("run").in("sample", "ns/op").sampled("chm", 9).write()));
    assertThat(html.split("coordinated omission", -1))
        .as("with the curves, and in the method")
        .hasSize(3);
    assertThat(html).contains("<em>behind</em> mean: in every round, and by at least 5 %");
  }

  @Test
  void textOfFilesStaysText() throws Unreadable, IOException {
    RunFolder folder = folder("run").usual().fact("CPU", HOSTILE).fact(HOSTILE, HOSTILE);
    folder.add(HOSTILE, 1_000, 1, 1, 2).add(HOSTILE, 1_000_000, 1, 3, 4);
    String html = page(runs(folder.write()));
    assertThat(html).doesNotContain("alert(1)</script>").doesNotContain("<b>&\"");
    assertThat(html.split("<script", -1)).as("library, data, page").hasSize(4);
    assertThat(data(html).at("/ratios-1/maps").findValuesAsText("")).isNotNull();
    assertThat(data(html).at("/ratios-1/maps/1").asText()).isEqualTo(HOSTILE);
    String markdown = TextReport.toMarkdown(runs(temp.resolve("run")));
    assertThat(markdown).doesNotContain("\n<");
  }

  @Test
  void nothingInThePageIsElsewhere() throws Unreadable {
    String html = page(runs(folder("run").usual().write()));
    assertThat(html)
        .doesNotContainPattern("(src|href)=\"(?!#|data:)")
        .doesNotContain("@import", "url(");
    assertThat(html)
        .contains("default-src 'none'")
        .contains("Copyright 2017-2024 The Apache Software");
  }

  @Test
  void runsStandBesideEachOtherAndAreNotDivided() throws Unreadable, IOException {
    Path x86 = folder("x86").usual().write();
    Path arm =
        folder("arm")
            .fact("CPU", "another")
            .add("chm", 1_000, 1, 100, 200)
            .add("sharded", 1_000, 1, 110, 220)
            .write();
    Path old =
        folder("old")
            .fact("CPU", "a third")
            .add("chm", 1_000_000, 1, 5)
            .add("sharded", 1_000_000, 1, 10)
            .write();
    List<Run> runs = runs(x86, arm, old);
    String html = page(runs);
    assertThat(html).contains("run A").contains("run B").contains("not in this run");
    assertThat(html).contains("1.50x 1.50..1.50").contains("1.10x 1.10..1.10");
    assertThat(html).contains("Only run A has data for this.").contains("Not measured in: B, C.");
    assertThat(data(html).at("/ratios-2/cells/0/2").asDouble()).isBetween(1.09, 1.11);
  }

  @Test
  void thePageOfTheSameFilesIsTheSame() throws Unreadable {
    Path run = folder("run").usual().write();
    assertThat(HtmlReport.toHtml(runs(run))).isEqualTo(HtmlReport.toHtml(runs(run)));
    assertThat(HtmlReport.inScript(Map.of("b", 1, "a", 2, "c", "<")))
        .isEqualTo("{\"a\":2,\"b\":1,\"c\":\"\\u003C\"}");
  }

  @Test
  void csvHasARowForEveryRound() throws Unreadable {
    RunFolder folder = folder("run").usual().fact("CPU", "a \"fast\" one, really");
    List<String> lines = CsvReport.toCsv(runs(folder.write())).lines().toList();
    assertThat(lines).hasSize(1 + 8);
    assertThat(lines.get(0))
        .startsWith("run,cpu,jdk,gc,commit,topic,workload,benchmark,mode,threads,param.entries")
        .endsWith("map,label,column,quantity,unit,better,round,figure,ratio,limit_share");
    assertThat(lines.get(3))
        .contains("\"a \"\"fast\"\" one, really\"")
        .endsWith("sharded,ShardedMap,,throughput,M op/s,higher,1,15.0,1.5,");
  }

  @Test
  void partsThatTitlesShareAreSaidOnce() {
    Titles titles =
        Titles.of(List.of("get, 1,000 entries (equal, zipf)", "get, 20 entries (equal, uniform)"));
    assertThat(titles.common()).isEqualTo("get, equal");
    assertThat(titles.brief("get, 20 entries (equal, uniform)", "x"))
        .isEqualTo("20 entries, uniform, x");
    assertThat(Titles.of(List.of("one, two", "one, two")).brief("one, two", "50 % reads"))
        .isEqualTo("50 % reads");
    assertThat(Titles.of(List.of("one, two")).brief("one, two", "")).isEqualTo("one, two");
  }
}

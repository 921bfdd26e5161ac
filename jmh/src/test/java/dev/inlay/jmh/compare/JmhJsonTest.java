package dev.inlay.jmh.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inlay.jmh.subject.Subjects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JmhJsonTest {
  private final Contest contest = Runs.contest("chm", "sharded");
  private final Results results = new Results();

  private List<JsonNode> written() throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    new ObjectMapper().readTree(JmhJson.toBytes(List.of(contest), results)).forEach(nodes::add);
    return nodes;
  }

  @Test
  void roundsBecomeForksAndTurnsBecomeResults() throws IOException {
    results.add(
        contest, contest.subjects().get(0), 0, Runs.fork("chm", List.of("100", "50"), 10, 20));
    results.add(
        contest, contest.subjects().get(0), 1, Runs.fork("chm", List.of("50", "100"), 22, 12));
    List<JsonNode> nodes = written();
    assertThat(nodes).hasSize(2);
    JsonNode allReads = nodes.get(0);
    assertThat(allReads.at("/benchmark").asText())
        .isEqualTo("dev.inlay.jmh.bench.MixBenchmark.operate");
    assertThat(allReads.at("/params/reads").asText()).isEqualTo("100");
    assertThat(allReads.at("/params/subject").asText()).isEqualTo("chm");
    assertThat(allReads.at("/forks").asInt()).isEqualTo(2);
    assertThat(allReads.at("/measurementIterations").asInt()).isEqualTo(1);
    assertThat(allReads.at("/primaryMetric/rawData/0/0").asDouble()).isEqualTo(10);
    assertThat(allReads.at("/primaryMetric/rawData/1/0").asDouble()).isEqualTo(12);
    assertThat(allReads.at("/primaryMetric/score").asDouble()).isEqualTo(11);
    assertThat(allReads.at("/primaryMetric/scoreUnit").asText()).isEqualTo("ops/us");
    JsonNode halfReads = nodes.get(1);
    assertThat(halfReads.at("/params/reads").asText()).isEqualTo("50");
    assertThat(halfReads.at("/primaryMetric/rawData/1/0").asDouble()).isEqualTo(22);
  }

  @Test
  void aReaderOfTheFileAloneKnowsTheWorkloadAndItsLimit() throws IOException {
    Contest withLimit = Runs.contest("chm", "limit");
    results.add(
        withLimit, Subjects.get("limit"), 0, Runs.fork("limit", List.of("100", "50"), 10, 20));
    JsonNode limit =
        new ObjectMapper().readTree(JmhJson.toBytes(List.of(withLimit), results)).get(0);
    assertThat(limit.at("/params/subject").asText()).isEqualTo("limit");
    assertThat(limit.at("/params/topic").asText()).isEqualTo("mix");
    assertThat(limit.at("/params/title").asText()).isEqualTo("a mix");
    assertThat(limit.at("/params/kernel").asText()).isEqualTo("dev.inlay.jmh.bench.Limits.operate");
    assertThat(limit.at("/benchmark").asText())
        .isEqualTo("dev.inlay.jmh.bench.MixBenchmark.operate");
  }

  @Test
  void mapsThatDidNotRunAreLeftOut() throws IOException {
    results.add(
        contest, contest.subjects().get(1), 0, Runs.fork("sharded", List.of("100", "50"), 1, 2));
    assertThat(written())
        .hasSize(2)
        .allSatisfy(node -> assertThat(node.at("/params/subject").asText()).isEqualTo("sharded"));
  }

  @Test
  void nothingMeasuredIsAnEmptyArray() throws IOException {
    assertThat(written()).isEmpty();
  }
}

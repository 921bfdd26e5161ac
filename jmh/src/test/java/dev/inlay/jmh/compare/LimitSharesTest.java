package dev.inlay.jmh.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.jmh.subject.Subjects;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitSharesTest {
  private final Contest contest = Runs.contest("chm", "sharded", "limit");
  private final Results results = new Results();

  @Test
  void aMapsShareIsInPercentOfTheLimitOfTheSameRound() {
    add(0, "chm", 10, 4);
    add(0, "sharded", 20, 3);
    add(0, "limit", 40, 6);
    String table = new LimitShares(results).tables(contest).get(0).toMarkdown();
    assertThat(table)
        .contains("100 % reads | 50 % reads")
        .contains("| ConcurrentHashMap | 25 % | 67 % |")
        .contains("| ShardedMap | 50 % | 50 % |")
        .doesNotContain("bare arrays");
  }

  @Test
  void withoutALimitThereIsNoTable() {
    add(0, "chm", 10, 4);
    assertThat(new LimitShares(results).tables(contest)).isEmpty();
    assertThat(new LimitShares(results).tables(Runs.contest("chm"))).isEmpty();
  }

  private void add(int round, String subject, double... scores) {
    results.add(
        contest, Subjects.get(subject), round, Runs.fork(subject, List.of("100", "50"), scores));
  }
}

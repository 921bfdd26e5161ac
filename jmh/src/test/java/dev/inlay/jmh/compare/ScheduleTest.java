package dev.inlay.jmh.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.jmh.compare.Schedule.Job;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private final Contest first = Runs.contest("chm", "nbhm", "sharded");
  private final Contest once = new Contest(first.workload(), first.subjects().subList(0, 2), 1);

  private double available = 300_000;

  private Schedule schedule(OptionalInt rounds) {
    Schedule schedule =
        new Schedule(List.of(first, once), new Budget(false), rounds, () -> available);
    assertThat(schedule.plan()).isZero();
    return schedule;
  }

  @Test
  void everyRoundStartsWithAnotherMap() {
    Schedule schedule = schedule(OptionalInt.of(3));
    assertThat(schedule.jobs(0).subList(0, 3))
        .extracting(job -> job.subject().id())
        .containsExactly("chm", "nbhm", "sharded");
    assertThat(schedule.jobs(1))
        .extracting(job -> job.subject().id())
        .containsExactly("nbhm", "sharded", "chm");
  }

  @Test
  void whatGivesTheSameEachTimeRunsOnce() {
    Schedule schedule = schedule(OptionalInt.of(3));
    assertThat(schedule.jobs(0)).hasSize(5);
    assertThat(schedule.jobs(1)).hasSize(3);
  }

  @Test
  void aMapThatFailedIsLeftOut() {
    Schedule schedule = schedule(OptionalInt.of(3));
    Job job = schedule.jobs(0).get(1);
    schedule.failed(job);
    assertThat(schedule.anyFailed()).isTrue();
    assertThat(schedule.jobs(1)).doesNotContain(job).hasSize(2);
  }

  @Test
  void iterationsBecomeShorterWhenJvmsTakeLonger() {
    Schedule schedule = schedule(OptionalInt.of(9));
    long planned = schedule.iterationMillis();
    List<Job> jobs = schedule.jobs(0);
    schedule.finished(jobs.get(0), 40_000);
    available -= 40_000;
    schedule.adapt(jobs.subList(1, jobs.size()), 0);
    assertThat(schedule.iterationMillis()).isLessThan(planned);
  }

  @Test
  void roundsAreDroppedWhenNotEvenTheShortestIterationsFit() {
    Schedule schedule = schedule(OptionalInt.of(9));
    available = 30_000;
    schedule.adapt(schedule.jobs(0), 0);
    assertThat(schedule.rounds()).isBetween(1, 8);
    assertThat(schedule.restMillis(schedule.jobs(0), 0)).isLessThanOrEqualTo(available);
    available = 1;
    schedule.adaptRounds(1);
    assertThat(schedule.rounds()).isEqualTo(1);
  }

  @Test
  void timeThatIsLeftGivesAnotherRoundUnlessTheirNumberWasGiven() {
    Schedule automatic = schedule(OptionalInt.empty());
    available = 50_000;
    automatic.adapt(automatic.jobs(0), 0);
    int planned = automatic.rounds();
    available = 300_000;
    automatic.adaptRounds(planned);
    assertThat(automatic.rounds()).isEqualTo(Math.min(planned + 1, Budget.MAX_AUTO_ROUNDS));
    Schedule given = schedule(OptionalInt.of(2));
    given.adaptRounds(2);
    assertThat(given.rounds()).isEqualTo(2);
  }

  @Test
  void tooLittleTimeTellsWhatIsNeeded() {
    available = 1_000;
    Schedule schedule =
        new Schedule(List.of(first), new Budget(false), OptionalInt.of(3), () -> available);
    assertThat(schedule.plan()).isGreaterThan(available);
  }
}

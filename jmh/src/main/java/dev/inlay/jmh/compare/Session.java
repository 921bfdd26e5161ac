package dev.inlay.jmh.compare;

import dev.inlay.jmh.compare.ForkRunner.ForkFailure;
import dev.inlay.jmh.compare.Results.Fork;
import dev.inlay.jmh.compare.Schedule.Job;
import dev.inlay.jmh.compare.Workload.Column;
import dev.inlay.jmh.compare.Workload.Turns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.RunResult;

/**
 * Runs contests round by round: in each round every map has one JVM in every contest, one map right
 * after the other, so that a machine that warms up or gets busy meets all alike. Ratios are taken
 * within a round.
 */
final class Session {

  /** The time does not suffice, or nothing can run. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  /** Kept for the reports. */
  private static final double REPORT_MILLIS = 2_000;

  /** Of the time that is left, kept for what takes longer than before. */
  private static final double RESERVE = 0.05;

  /** A JVM that takes this much longer than it should hangs. */
  private static final double HANGING = 10;

  /** But not before this. */
  private static final long LEAST_HANGING_MILLIS = 120_000;

  /** Sets it for tries by hand. */
  private static final String HANGING_PROPERTY = "inlay.compare.hangMillis";

  private static final int SUBJECT_WIDTH = 40;
  private static final int SCORE_WIDTH = 12;

  private final Settings settings;
  private final List<Contest> contests;
  private final Results results;
  private final Progress progress;
  private final long deadlineNanos;
  private final Interruption interruption;
  private final Schedule schedule;
  private final ForkRunner runner = new ForkRunner();
  private int forksRun;

  Session(
      Settings settings,
      List<Contest> contests,
      Results results,
      Progress progress,
      long deadlineNanos,
      Interruption interruption) {
    this.settings = settings;
    this.contests = contests;
    this.results = results;
    this.progress = progress;
    this.deadlineNanos = deadlineNanos;
    this.interruption = interruption;
    schedule =
        new Schedule(
            contests, new Budget(settings.smoke()), settings.rounds(), this::availableMillis);
  }

  /** Returns whether any map failed. */
  boolean failed() {
    return schedule.anyFailed();
  }

  /** Plans the rounds; refuses when the time does not suffice for them. */
  void plan() throws Refused {
    double needed = schedule.plan();
    if (needed > 0) {
      double total = 1.1 * needed + settings.time().toMillis() - availableMillis();
      throw new Refused(
          "%s need at least %s, and %s are left of --time. Give --time %s, or fewer --rounds,"
                  .formatted(
                      rounds(),
                      Progress.format(needed),
                      Progress.format(availableMillis()),
                      Progress.format(total))
              + " --maps, --sizes, --threads or other lists.");
    }
  }

  /** Runs everything, or as much as the time allows. */
  void run() throws Refused {
    announce();
    int planned = schedule.rounds();
    for (int round = 0; round < schedule.rounds(); round++) {
      if (!runRound(round)) {
        progress.line("time is up in round " + (round + 1) + " of " + planned);
        return;
      }
      schedule.adaptRounds(round + 1);
      if (round + 1 == schedule.rounds() && round + 1 < planned) {
        progress.line("time is up after " + (round + 1) + " of " + planned + " rounds");
      }
      planned = Math.max(planned, schedule.rounds());
    }
  }

  private double availableMillis() {
    return leftMillis() * (1 - RESERVE) - REPORT_MILLIS;
  }

  private double leftMillis() {
    return TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
  }

  private String rounds() {
    return schedule.rounds() == 1 ? "1 round" : schedule.rounds() + " rounds";
  }

  private void announce() {
    List<Job> jobs = schedule.jobs(0);
    progress.line(
        "%s of %d JVMs, about %s; iterations of %d ms after %d ms each to warm up%n"
            .formatted(
                rounds(),
                jobs.size(),
                Progress.format(schedule.restMillis(jobs, 0)),
                schedule.iterationMillis(),
                schedule.warmupMillis(jobs.get(0).contest().workload().turns())));
  }

  /** Returns whether there was time for all of it. */
  private boolean runRound(int round) throws Refused {
    List<Job> jobs = schedule.jobs(round);
    for (int i = 0; i < jobs.size(); i++) {
      Job job = jobs.get(i);
      boolean first = i == 0 || job.contest() != jobs.get(i - 1).contest();
      List<Job> rest = jobs.subList(i, jobs.size());
      if (first) {
        schedule.adapt(rest, round);
      }
      if (schedule.forkMillis(job) > leftMillis()) {
        return false;
      }
      if (first) {
        progress.line(heading(job.contest(), round));
      }
      String what =
          "round %d/%d  %s".formatted(round + 1, schedule.rounds(), job.subject().label());
      progress.running(what, schedule.restMillis(rest, round));
      runJob(job, round);
      String left = Progress.left(schedule.restMillis(rest.subList(1, rest.size()), round));
      progress.line(row(what, scores(job, round)) + "   " + left);
    }
    return true;
  }

  private void runJob(Job job, int round) throws Refused {
    interruption.parkIfInterrupted();
    Workload workload = job.contest().workload();
    List<String> turns =
        new ArrayList<>(
            workload.shape() instanceof Turns shape ? shape.values() : Turns.NONE.values());
    Collections.rotate(turns, -round);
    long start = System.nanoTime();
    try {
      RunResult result =
          runner.run(
              workload,
              job.subject(),
              turns,
              schedule.warmupMillis(turns.size()),
              schedule.iterationMillis(),
              limitMillis(job));
      results.add(job.contest(), job.subject(), round, Fork.of(result, turns));
      forksRun++;
      interruption.keep().ifPresent(progress::line);
    } catch (ForkFailure e) {
      interruption.awaitIfUnderWay();
      if (forksRun == 0 || e.fatal()) {
        throw new Refused(e.getMessage());
      }
      schedule.failed(job);
      results.fail(job.contest(), job.subject(), e.trouble());
      progress.line(e.getMessage());
      interruption.keepNow().ifPresent(progress::line);
    }
    schedule.finished(job, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }

  private long limitMillis(Job job) {
    long expected = (long) (HANGING * schedule.forkMillis(job));
    return Long.getLong(HANGING_PROPERTY, Math.max(LEAST_HANGING_MILLIS, expected));
  }

  private static List<Column> shownColumns(Workload workload) {
    String shown = workload.columns().get(0).quantity().heading();
    return workload.columns().stream()
        .filter(column -> column.quantity().heading().equals(shown))
        .toList();
  }

  /**
   * Returns a contest's number and the headings of its columns, in the first round its title too.
   */
  private String heading(Contest contest, int round) {
    String number = contests.size() > 1 ? "(" + (contests.indexOf(contest) + 1) + ")" : "";
    List<String> headings = shownColumns(contest.workload()).stream().map(Column::heading).toList();
    if (round > 0) {
      return row(number, headings);
    }
    String title = (number + " " + contest.workload().title()).strip();
    boolean plain = headings.stream().allMatch(String::isEmpty);
    return plain ? title : title + System.lineSeparator() + row("", headings);
  }

  private List<String> scores(Job job, int round) {
    Workload workload = job.contest().workload();
    Fork fork = results.forks(job.contest(), job.subject()).get(round);
    if (fork == null) {
      return List.of("failed");
    }
    List<String> scores = new ArrayList<>();
    for (Column column : shownColumns(workload)) {
      scores.add(Numbers.format(Results.score(workload, fork, column)));
    }
    scores.add(workload.columns().get(0).quantity().unit());
    return scores;
  }

  private static String row(String what, List<String> cells) {
    StringBuilder line = new StringBuilder(("  %-" + SUBJECT_WIDTH + "s").formatted(what));
    cells.forEach(cell -> line.append(("%" + SCORE_WIDTH + "s").formatted(cell)));
    return line.toString().stripTrailing();
  }
}

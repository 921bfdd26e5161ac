package dev.inlay.jmh.compare;

import dev.inlay.jmh.subject.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * What runs when, and for how long. All maps of a contest get iterations of one length in a round;
 * from contest to contest and from round to round the length follows the time that is left.
 */
final class Schedule {

  /** One JVM: a map in a contest. */
  record Job(Contest contest, Subject subject) {}

  private final List<Contest> contests;
  private final Budget budget;
  private final DoubleSupplier availableMillis;
  private final boolean automatic;
  private final ForkCost cost = new ForkCost();
  private final Set<Job> failed = new HashSet<>();
  private int rounds;
  private long iterationMillis;

  /**
   * Makes a schedule.
   *
   * @param contests what runs in each round
   * @param budget how time is divided
   * @param wantedRounds how many rounds, or empty for as many as the time allows
   * @param availableMillis how much time is left at any moment
   */
  Schedule(
      List<Contest> contests,
      Budget budget,
      OptionalInt wantedRounds,
      DoubleSupplier availableMillis) {
    this.contests = contests;
    this.budget = budget;
    this.availableMillis = availableMillis;
    automatic = wantedRounds.isEmpty();
    rounds = wantedRounds.orElse(Budget.MIN_ROUNDS);
  }

  /**
   * Plans all rounds.
   *
   * @return 0, or how many milliseconds they need at least when that is more than there are
   */
  double plan() {
    double needed = budget.leastMillis(demands(jobs(0), 0, rounds));
    if (needed > availableMillis.getAsDouble()) {
      return needed;
    }
    if (automatic) {
      rounds = budget.rounds(demands(jobs(0), 0, 1), availableMillis.getAsDouble());
    }
    iterationMillis =
        budget
            .iterationMillis(demands(jobs(0), 0, rounds), availableMillis.getAsDouble())
            .orElse(0);
    return 0;
  }

  /** Returns how many rounds are planned now. */
  int rounds() {
    return rounds;
  }

  /** Returns the length of an iteration now. */
  long iterationMillis() {
    return iterationMillis;
  }

  /** Returns the length of an iteration that warms up now. */
  long warmupMillis(int turns) {
    return budget.warmupMillis(turns, iterationMillis);
  }

  /**
   * Returns what runs in a round; each round starts with another map, so that none always follows
   * the same one.
   */
  List<Job> jobs(int round) {
    List<Job> jobs = new ArrayList<>();
    for (Contest contest : contests) {
      if (round < contest.maxRounds()) {
        List<Subject> order = new ArrayList<>(contest.subjects());
        Collections.rotate(order, -round);
        order.stream()
            .map(subject -> new Job(contest, subject))
            .filter(job -> !failed.contains(job))
            .forEach(jobs::add);
      }
    }
    return jobs;
  }

  /**
   * Adapts the length of iterations, and when even the shortest do not fit any more, the number of
   * rounds.
   *
   * @param rest what is left of the round
   * @param round the round
   */
  void adapt(List<Job> rest, int round) {
    double available = availableMillis.getAsDouble();
    OptionalLong fits = budget.iterationMillis(demands(rest, round, rounds - round), available);
    while (fits.isEmpty() && rounds > round + 1) {
      rounds--;
      fits = budget.iterationMillis(demands(rest, round, rounds - round), available);
    }
    iterationMillis = fits.orElse(budget.minIterationMillis());
  }

  /**
   * Adds a round when there turned out to be time for one, or takes those away for which there is
   * none.
   */
  void adaptRounds(int finished) {
    double available = availableMillis.getAsDouble();
    boolean another = budget.leastMillis(demands(jobs(finished), finished, 1)) <= available;
    if (!another) {
      rounds = finished;
    } else if (automatic && finished == rounds && finished < Budget.MAX_AUTO_ROUNDS) {
      boolean good =
          budget.totalMillis(demands(jobs(finished), finished, 1), iterationMillis) <= available;
      rounds += good ? 1 : 0;
    }
  }

  /** Returns how long a JVM is expected to take. */
  double forkMillis(Job job) {
    return budget.forkMillis(cost.demand(job.contest().workload(), job.subject()), iterationMillis);
  }

  /** Returns how long the rest of a round and all rounds after it take. */
  double restMillis(List<Job> rest, int round) {
    return budget.totalMillis(demands(rest, round, rounds - round), iterationMillis);
  }

  /** Remembers how long a JVM took in all. */
  void finished(Job job, double millis) {
    Workload workload = job.contest().workload();
    int turns = cost.demand(workload, job.subject()).turns();
    double iterations = turns * (double) (iterationMillis + warmupMillis(turns));
    cost.learn(workload, job.subject(), millis - iterations);
  }

  /** Leaves a map out of a contest from here on. */
  void failed(Job job) {
    failed.add(job);
  }

  /** Tells whether any map failed. */
  boolean anyFailed() {
    return !failed.isEmpty();
  }

  private List<Budget.Demand> demands(List<Job> first, int round, int count) {
    List<Budget.Demand> demands = new ArrayList<>();
    for (int i = round; i < round + count; i++) {
      for (Job job : i == round ? first : jobs(i)) {
        demands.add(cost.demand(job.contest().workload(), job.subject()));
      }
    }
    return demands;
  }
}

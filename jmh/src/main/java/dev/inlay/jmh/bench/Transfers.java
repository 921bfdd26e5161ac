package dev.inlay.jmh.bench;

import dev.inlay.jmh.subject.Ability;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * Moves an amount from one key's value to another's, all or nothing: the smallest transaction that
 * is one.
 */
public class Transfers extends MapBenchmark {

  /** Accounts, and how their money is moved. */
  @State(Scope.Benchmark)
  public static class Accounts extends FilledMap {
    private Subject chosen = Subjects.get(Subjects.BASELINE_ID);

    /** Finds the subject. */
    @Setup(Level.Trial)
    public void find() {
      chosen = Subjects.get(subject);
    }

    /** Each key has its id, and exactly what was moved to it and from it. */
    @Override
    Expectation.Allowed allowed(Map<Object, Long> content) {
      long[] moved = new long[entries];
      for (Cursor cursor : cursors()) {
        for (int position = 0; position < cursor.length(); position++) {
          moved[cursor.idAt(position)] += movedTo(cursor, position);
        }
      }
      return (id, value) -> value == id + moved[id];
    }

    /**
     * Keys are taken in turn to give and to receive; with an odd number, turns change each time.
     */
    private static long movedTo(Cursor cursor, int position) {
      long times = cursor.timesTaken(position);
      long first = position % 2 == 0 ? -1 : 1;
      return cursor.length() % 2 == 0 ? first * times : first * (times % 2);
    }
  }

  /** A thread's accounts. */
  @State(Scope.Thread)
  public static class Clerk extends Cursor {
    /**
     * Takes the thread's probes.
     *
     * @param accounts the map
     * @param thread the thread
     */
    @Setup(Level.Trial)
    public void setUp(Accounts accounts, ThreadParams thread) {
      bind(accounts, thread.getThreadIndex());
    }
  }

  /**
   * Moves one between the next two accounts.
   *
   * @param accounts the map
   * @param clerk the thread's accounts
   * @return the map
   */
  @Benchmark
  @Needs(Ability.TRANSACTION)
  public Object transfer(Accounts accounts, Clerk clerk) {
    Object from = clerk.nextKey();
    accounts.chosen.transfer(accounts.map(), from, clerk.nextKey(), 1);
    return accounts.map();
  }
}

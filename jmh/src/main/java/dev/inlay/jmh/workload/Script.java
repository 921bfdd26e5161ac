package dev.inlay.jmh.workload;

import dev.inlay.jmh.keys.Shuffle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The operations of one thread, in random order and in the workload's proportions; it starts anew
 * when it ends. Operations that would come less than a few times in it are rare: they are due at
 * its end, as often as their share says.
 */
final class Script {

  /** A prime, so that a key does not meet the same operation in each round of keys. */
  static final int LENGTH = 65_537;

  /** With fewer, rounding to whole operations would change their share too much. */
  private static final int LEAST = 16;

  private final byte[] operations = new byte[LENGTH];
  private final List<Rare> rare = new ArrayList<>();

  /** A rare operation, and how much of one is due. */
  private static final class Rare {
    private final Operation operation;
    private final double perRound;
    private double due;

    Rare(Operation operation, double perRound, double due) {
      this.operation = operation;
      this.perRound = perRound;
      this.due = due;
    }
  }

  Script(WorkloadSpec spec, SplittableRandom random) {
    double frequent = 0;
    for (Map.Entry<Operation, Double> entry : spec.playedShares().entrySet()) {
      double expected = entry.getValue() * LENGTH;
      if (expected < LEAST) {
        rare.add(new Rare(entry.getKey(), expected, random.nextDouble()));
      } else {
        frequent += entry.getValue();
      }
    }
    fill(spec, frequent, random);
  }

  private void fill(WorkloadSpec spec, double frequent, SplittableRandom random) {
    int[] places = Shuffle.permutation(LENGTH, random);
    double end = 0;
    int filled = 0;
    for (Map.Entry<Operation, Double> entry : spec.playedShares().entrySet()) {
      if (entry.getValue() * LENGTH >= LEAST) {
        end += entry.getValue() / frequent;
        for (int to = (int) Math.round(Math.min(1, end) * LENGTH); filled < to; filled++) {
          operations[places[filled]] = (byte) entry.getKey().ordinal();
        }
      }
    }
  }

  /** Returns the operation at a place. */
  byte at(int place) {
    return operations[place];
  }

  /** Returns the rare operations that are due after another round. */
  List<Operation> dueAfterRound() {
    if (rare.isEmpty()) {
      return List.of();
    }
    List<Operation> due = new ArrayList<>();
    for (Rare each : rare) {
      for (each.due += each.perRound; each.due >= 1; each.due--) {
        due.add(each.operation);
      }
    }
    return due;
  }
}

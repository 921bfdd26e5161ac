package dev.inlay.proof.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The choices of a run, and how the next run differs: all combinations one after the other, the
 * last choice first; or each at random.
 */
final class Choices {

  /** One choice. */
  private static final class Choice {
    int taken;
    final int options;

    Choice(int options) {
      this.options = options;
    }
  }

  private static final int LONGEST_TEXT = 100;

  private final List<Choice> choices = new ArrayList<>();
  private final @Nullable RandomGenerator random;
  private final int oneIn;
  private int position;

  /**
   * Starts with the first option everywhere.
   *
   * @param random chooses at random, without end; or {@code null} for all combinations
   */
  Choices(@Nullable RandomGenerator random) {
    this(random, 4);
  }

  /** Chooses another than the first option once in so many times. */
  Choices(@Nullable RandomGenerator random, int oneIn) {
    this.random = random;
    this.oneIn = oneIn;
  }

  /** Returns who begins. */
  int begin(int threads) {
    return random != null ? random.nextInt(threads) : take(threads);
  }

  /** Returns what to take of some options, of which the first is the most likely. */
  int take(int options) {
    if (options == 1) {
      return 0;
    }
    if (random != null) {
      return random.nextInt(oneIn) != 0 ? 0 : 1 + random.nextInt(options - 1);
    }
    if (position == choices.size()) {
      choices.add(new Choice(options));
    }
    Choice choice = choices.get(position++);
    if (choice.options != options) {
      throw new IllegalStateException(
          "the run cannot be repeated: choice %d has %d options, and had %d"
              .formatted(position, options, choice.options));
    }
    return choice.taken;
  }

  /** Goes to the next combination; {@code false} when there is none. */
  boolean next() {
    position = 0;
    if (random != null) {
      return true;
    }
    while (!choices.isEmpty()) {
      Choice last = choices.get(choices.size() - 1);
      if (++last.taken < last.options) {
        return true;
      }
      choices.remove(choices.size() - 1);
    }
    return false;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    choices.stream().limit(LONGEST_TEXT).forEach(choice -> text.append(choice.taken));
    return choices.size() <= LONGEST_TEXT ? text.toString() : text + "...";
  }
}

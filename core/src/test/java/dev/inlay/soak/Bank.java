package dev.inlay.soak;

import dev.inlay.contract.Transactions;
import dev.inlay.contract.tools.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Transfers between accounts keep the total in every moment; one that throws half-way changes
 * nothing; an account at zero is closed.
 */
final class Bank extends Part {
  private static final int ACCOUNTS = 16;
  private static final int OPENING = 1_000;

  private final Transactions transactions;
  private int total;

  Bank(Site site, Keys.Kind kind, Transactions transactions) {
    super(site, kind);
    this.transactions = transactions;
  }

  @Override
  void open() {
    for (int account = 0; account < ACCOUNTS; account++) {
      map.put(key(account), OPENING);
    }
  }

  @Override
  void staff(Shift shift, Water water, SplittableRandom random) {
    SplittableRandom second = random.split();
    shift.loop("teller", () -> transfer(random));
    shift.loopVirtual("teller, virtual", () -> transfer(second));
    shift.loop("auditor", this::audit);
  }

  private void transfer(SplittableRandom random) {
    int from = random.nextInt(ACCOUNTS);
    int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
    boolean refused = random.nextInt(8) == 0;
    Object source = key(from);
    Object target = key(to);
    tally.did(Op.TRANSACTION);
    try {
      transactions.<Object, Object, Object>atomically(
          map,
          List.of(source, target),
          view -> {
            Integer balance = (Integer) view.get(source);
            int amount = balance == null ? 0 : random.nextInt(balance) + 1;
            if (balance != null && amount == balance) {
              view.remove(source);
            } else if (balance != null) {
              view.put(source, balance - amount);
            }
            if (refused) {
              throw new Provocation.PlannedException();
            }
            return amount == 0
                ? null
                : view.compute(target, (k, sum) -> sum == null ? amount : (Integer) sum + amount);
          });
      require(!refused, "what a transaction threw was swallowed");
    } catch (Provocation.PlannedException e) {
      require(refused, "a transaction threw without cause");
      tally.survived(Fault.TRANSACTION_ROLLED_BACK);
    }
  }

  /** Reads all accounts in a transaction. */
  private void audit() {
    List<Object> accounts = new ArrayList<>();
    for (int account = 0; account < ACCOUNTS; account++) {
      accounts.add(key(account));
    }
    long start = System.nanoTime();
    int sum =
        transactions.<Object, Object, Integer>atomically(
            map,
            accounts,
            view ->
                view.keys().stream()
                    .map(view::get)
                    .mapToInt(balance -> balance == null ? 0 : (Integer) balance)
                    .sum());
    tally.did(Op.TRANSACTION);
    requireTotal(sum, "a transaction");
    tally.checked(Check.TRANSACTION_UNDER_LOAD);
    Pause.asLongAsSince(start, tally);
  }

  private void requireTotal(int sum, String where) {
    require(
        sum == ACCOUNTS * OPENING,
        "the total is " + sum + " in " + where + ", not " + ACCOUNTS * OPENING);
  }

  @Override
  Sighting sighting(boolean oneMoment) {
    return new Sighting(oneMoment) {
      private int sum;

      @Override
      void saw(int local, Object value) {
        super.saw(local, value);
        sum += value == null ? 0 : (Integer) value;
      }

      @Override
      void end() {
        if (oneMoment) {
          requireTotal(sum, "a snapshot");
        }
      }
    };
  }

  @Override
  void compare(int local, Object value) {
    total += (Integer) value;
  }

  @Override
  void compareWhole(int met) {
    int sum = total;
    total = 0;
    requireTotal(sum, "a quiet map");
    tally.checked(Check.TOTAL_WHEN_QUIET);
  }
}

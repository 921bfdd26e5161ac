package dev.inlay.contract.concurrent;

import dev.inlay.InlayMap;
import dev.inlay.contract.Transactions;
import dev.inlay.contract.tools.Crew;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Transfers between accounts keep the total, in every snapshot and in every transaction that reads
 * all accounts; a transfer that throws half-way changes nothing; an account at zero is closed.
 */
final class BankInvariant {
  private static final int ACCOUNTS = 12;
  private static final int OPENING = 100;

  private final InlayMap<Integer, Integer> map;
  private final Transactions transactions;
  private final List<Integer> accounts = new ArrayList<>();

  private BankInvariant(InlayMap<Integer, Integer> map, Transactions transactions) {
    this.map = map;
    this.transactions = transactions;
    for (int account = 0; account < ACCOUNTS; account++) {
      accounts.add(account);
      map.put(account, OPENING);
    }
  }

  static void check(InlayMap<Integer, Integer> map, Transactions transactions, Duration span) {
    new BankInvariant(map, transactions).run(span);
  }

  private void run(Duration span) {
    new Crew()
        .loop(2, "teller", this::transfer)
        .loop(1, "neighbour", this::otherWork)
        .loop(1, "auditor", this::audit)
        .runFor(span);
    audit();
  }

  @SuppressWarnings("serial")
  private static final class Refused extends RuntimeException {
    Refused() {
      super("refused", null, false, false);
    }
  }

  private void transfer() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    int from = random.nextInt(ACCOUNTS);
    int to = random.nextInt(ACCOUNTS);
    boolean refused = random.nextInt(8) == 0;
    try {
      transactions.<Integer, Integer, Void>atomically(
          map,
          List.of(from, to),
          view -> {
            Integer balance = view.get(from);
            if (balance == null || balance == 0 || from == to) {
              return null;
            }
            int amount = random.nextInt(balance) + 1;
            if (amount == balance) {
              view.remove(from);
            } else {
              view.put(from, balance - amount);
            }
            if (refused) {
              throw new Refused();
            }
            view.compute(to, (k, present) -> present == null ? amount : present + amount);
            return null;
          });
    } catch (Refused expected) {
      if (!refused) {
        throw expected;
      }
    }
  }

  /** Single-key operations on the accounts, and growth beside them, that keep the total. */
  private void otherWork() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    int account = random.nextInt(ACCOUNTS);
    map.merge(account, 0, (a, b) -> a + b == 0 ? null : a + b); // may open it with nothing
    map.computeIfPresent(account, (k, balance) -> balance);
    int other = ACCOUNTS + random.nextInt(1_000);
    map.put(other, 0);
    map.remove(other);
    map.remove(account, 0);
  }

  private void audit() {
    int shown =
        map.snapshot().entrySet().stream()
            .filter(entry -> entry.getKey() < ACCOUNTS)
            .mapToInt(Map.Entry::getValue)
            .sum();
    int read =
        transactions.<Integer, Integer, Integer>atomically(
            map,
            accounts,
            view -> {
              int total = 0;
              for (Integer account : view.keys()) {
                Integer balance = view.get(account);
                if (view.containsKey(account) != (balance != null)) {
                  throw new AssertionError("the total is open: " + account + " comes and goes");
                }
                total += balance == null ? 0 : balance;
              }
              return total;
            });
    if (shown != ACCOUNTS * OPENING || read != ACCOUNTS * OPENING) {
      throw new AssertionError(
          "the total is " + shown + " in a snapshot and " + read + " in a transaction");
    }
  }
}

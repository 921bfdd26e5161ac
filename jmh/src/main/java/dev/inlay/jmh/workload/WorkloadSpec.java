package dev.inlay.jmh.workload;

import dev.inlay.jmh.keys.KeyKind;
import dev.inlay.jmh.workload.KeyUse.Histogram;
import dev.inlay.jmh.workload.KeyUse.Zipfian;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Predicate;

/**
 * A workload, checked and complete.
 *
 * @param name for titles
 * @param entries how many mappings there are at the start
 * @param growth how many mappings are gained in one pass, or 0 when the size stays
 * @param threads how many threads, or {@link #ALL_CORES}
 * @param threadsSeen how many the recorder saw, or 0; for information
 * @param keys the type of keys
 * @param keyLength the length of string keys
 * @param identical whether the very instances are looked up
 * @param valueBytes the payload of values, 0 for boxed numbers
 * @param use how often each present key is used
 * @param shares how often each operation comes; they sum up to 1
 * @param getAllKeys how many keys are read together
 * @param transactionKeys how many keys are changed together
 */
public record WorkloadSpec(
    String name,
    int entries,
    int growth,
    int threads,
    long threadsSeen,
    KeyKind keys,
    int keyLength,
    boolean identical,
    int valueBytes,
    KeyUse use,
    Map<Operation, Double> shares,
    int getAllKeys,
    int transactionKeys) {

  /** In place of a number of threads. */
  public static final int ALL_CORES = 0;

  /** The length of string keys when nothing is said. */
  public static final int DEFAULT_KEY_LENGTH = 18;

  /**
   * Returns the number of threads on this machine.
   *
   * @return the number
   */
  public int threadCount() {
    return threads == ALL_CORES ? Runtime.getRuntime().availableProcessors() : threads;
  }

  /**
   * Returns how often an operation comes.
   *
   * @param operation the operation
   * @return its share, from 0 to 1
   */
  public double share(Operation operation) {
    return shares.getOrDefault(operation, 0.0);
  }

  /**
   * Tells whether operations of some kind come at all.
   *
   * @param kind the kind
   * @return whether one of them does
   */
  public boolean has(Predicate<Operation> kind) {
    return shares.entrySet().stream().anyMatch(e -> e.getValue() > 0 && kind.test(e.getKey()));
  }

  /**
   * Returns how many mappings an operation gains on average.
   *
   * @return the mappings; below 0 when more are removed
   */
  public double netInserts() {
    double inserts =
        shares.entrySet().stream()
            .filter(entry -> entry.getKey().inserts())
            .mapToDouble(Map.Entry::getValue)
            .sum();
    return inserts - share(Operation.REMOVE_HIT);
  }

  /**
   * Returns the operation that most often adds a mapping.
   *
   * @return the operation; {@code put} when none does
   */
  public Operation usualInsert() {
    return shares.entrySet().stream()
        .filter(entry -> entry.getKey().inserts())
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(Operation.PUT_NEW);
  }

  /**
   * Returns how often each operation is played. Where the map keeps its size, inserts and removals
   * come alike: half as often each as both together.
   *
   * @return the shares, which sum up to 1
   */
  public Map<Operation, Double> playedShares() {
    double removals = share(Operation.REMOVE_HIT);
    double inserts = netInserts() + removals;
    if (growth > 0 || inserts + removals == 0) {
      return shares;
    }
    double half = (inserts + removals) / 2;
    Map<Operation, Double> played = new EnumMap<>(shares);
    played.replaceAll((operation, share) -> operation.inserts() ? share * half / inserts : share);
    played.put(Operation.REMOVE_HIT, half);
    played.putIfAbsent(usualInsert(), half);
    return played;
  }

  /**
   * Returns the largest size of the map.
   *
   * @return the mappings
   */
  public int mostEntries() {
    return entries + growth;
  }

  /**
   * Returns the same with a smaller map, for trying the machinery.
   *
   * @param most the most entries, and the most growth
   * @return the workload
   */
  public WorkloadSpec atMost(int most) {
    return new WorkloadSpec(
        name,
        Math.min(entries, most),
        Math.min(growth, most),
        threads,
        threadsSeen,
        keys,
        keyLength,
        identical,
        valueBytes,
        use,
        shares,
        getAllKeys,
        transactionKeys);
  }

  /**
   * Returns the workload as a file of one line, every field written out.
   *
   * @return what {@link WorkloadParser} reads back
   */
  public String toLine() {
    StringJoiner line = new StringJoiner("; ");
    line.add("format = 1");
    line.add("name = " + name);
    line.add("entries = " + entries);
    line.add("growth = " + growth);
    line.add("threads = " + (threads == ALL_CORES ? "all" : threads));
    if (threadsSeen > 0) {
      line.add("threads.seen = " + threadsSeen);
    }
    line.add("key.type = " + keys.id());
    if (keys == KeyKind.STRING) {
      line.add("key.length = " + keyLength);
    }
    line.add("key.identity = " + (identical ? "identical" : "equal"));
    line.add("value.bytes = " + valueBytes);
    if (use instanceof Histogram histogram) {
      line.add("distribution = histogram");
      histogram.points().forEach(p -> line.add(p.field() + " = " + number(100 * p.share())));
    } else if (use instanceof Zipfian zipf) {
      line.add("distribution = zipf").add("zipf.exponent = " + number(zipf.exponent()));
    } else {
      line.add("distribution = uniform");
    }
    shares.forEach((operation, share) -> line.add(operation.field() + " = " + number(100 * share)));
    line.add("getAll.keys = " + getAllKeys);
    line.add("transaction.keys = " + transactionKeys);
    return line.toString();
  }

  private static String number(double value) {
    return new BigDecimal(value)
        .setScale(12, java.math.RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }
}

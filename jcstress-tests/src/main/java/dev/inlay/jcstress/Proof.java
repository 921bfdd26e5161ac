package dev.inlay.jcstress;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;

/**
 * What each test is to the page that {@link ProofPage} writes: one third of a triad.
 *
 * <ul>
 *   <li>{@link Shipped}: the map itself
 *   <li>{@link Model}: a few fields, and the steps and access modes of the protocol
 *   <li>{@link Twin}: the model with one access mode lowered or one check removed. It extends the
 *       model, so the step it overrides is all that differs, and has one {@code Outcome} of its
 *       own: what the model forbids, and the twin is to show
 * </ul>
 */
public final class Proof {

  private Proof() {}

  /** A map. */
  public enum MapKind {
    /** {@code ShardedMap}. */
    SHARDED("ShardedMap"),
    /** {@code StripedMap}. */
    STRIPED("StripedMap"),
    /** {@code SnapshotMap}. */
    SNAPSHOT("SnapshotMap");

    final String title;

    MapKind(String title) {
      this.title = title;
    }
  }

  /** What a protocol is tested against. */
  public enum Operation {
    /** {@code get}. */
    GET("a get"),
    /** {@code put}. */
    PUT("a put"),
    /** {@code putIfAbsent}. */
    INSERTION("an insertion"),
    /** {@code remove}. */
    REMOVAL("a removal"),
    /** {@code compute} or {@code merge}. */
    COMPUTE("a compute"),
    /** {@code computeIfAbsent} of an absent key. */
    COMPUTE_IF_ABSENT("a function for an absent key"),
    /** {@code replace} of an expected value. */
    REPLACEMENT("a conditional replacement"),
    /** {@code remove} of an expected value. */
    CONDITIONAL_REMOVAL("a conditional removal"),
    /** {@code compute} whose function returns {@code null}. */
    COMPUTE_TO_NULL("a function that removes");

    final String title;

    Operation(String title) {
      this.title = title;
    }
  }

  /** A protocol of {@code docs/protocol}. */
  public enum Protocol {
    /** What a writer did before is seen by who sees its mapping. */
    PUBLICATION("Publication of key, tag and value"),
    /** Several threads insert at one place. */
    CLAIM("Claim race"),
    /** Removal, reinsertion and put of one key. */
    REMOVAL("Removal against put"),
    /** A table is swept into the next one while others read and write. */
    MIGRATION("Migration against each operation", Operation.values()),
    /** A mapping that is there is counted. */
    COUNT("Counting"),
    /** A function runs for a key while others read and write it. */
    RESERVATION(
        "Reservation against each operation",
        Operation.GET,
        Operation.PUT,
        Operation.REMOVAL,
        Operation.COMPUTE,
        Operation.COMPUTE_IF_ABSENT),
    /** A shard's table is replaced while others read and write. */
    REHASH("Optimistic read against rehash", Operation.values()),
    /** A whole version is published by one store. */
    SNAPSHOT("Publication of whole versions"),
    /** Several keys change at one moment. */
    TRANSACTION("Isolation of transactions"),
    /** A write of one key is ordered before the same thread's read of another. */
    STORE_BUFFERING("Order over several keys");

    final String title;

    /** Each needs a triad, in each map that has the protocol. */
    final Set<Operation> operations;

    Protocol(String title, Operation... operations) {
      this.title = title;
      this.operations = Set.of(operations);
    }
  }

  /**
   * Where a twin's forbidden outcome can appear. There it must, in every run but the sanity mode's;
   * of other processors than those named nothing is required but what needs no reordering.
   */
  public enum Shown {
    /** It needs no reordering. */
    ANYWHERE("anywhere, as it needs no reordering"),
    /** A store waits in the store buffer while a later load goes ahead. */
    STORE_BUFFERING("on x86-64 and AArch64, whose loads pass earlier stores", "x86-64", "AArch64"),
    /** x86-64 does not reorder here; C2 might, but has not in any run so far. */
    WEAK_HARDWARE("on AArch64, which orders only what it is told to", "AArch64"),
    /**
     * The language allows it, and no processor: HotSpot's compare-and-set, however weak, stores
     * with release on AArch64. C2 might, but has not in any run so far.
     */
    LANGUAGE("nowhere, unless by C2: HotSpot has no weaker instruction") {
      @Override
      boolean mustShowOn(String processor) {
        return false;
      }
    };

    final String where;
    private final Set<String> processors;

    Shown(String where, String... processors) {
      this.where = where;
      this.processors = Set.of(processors);
    }

    /** Tells whether a run on a processor must show it; no processors are named where any does. */
    boolean mustShowOn(String processor) {
      return processors.isEmpty() || processors.contains(processor);
    }
  }

  /** A test of a shipped class. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  public @interface Shipped {
    /** Which map. */
    MapKind map();

    /** Which of its protocols. */
    Protocol protocol();

    /** Against which of the operations that the protocol names, if any. */
    Operation[] against() default {};
  }

  /** A test of a protocol's model. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  public @interface Model {
    /** The test of the shipped class. */
    Class<?> of();
  }

  /** A test of a weakened model, its superclass. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  public @interface Twin {
    /** Which step is weaker, and how. */
    String weakened();

    /** Where that can be seen. */
    Shown shown();
  }

  /** A test of the machine and its JVM, without a map: in no triad. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  public @interface Platform {}
}

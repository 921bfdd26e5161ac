package dev.inlay.jmh.workload;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a workload may do, by the names in its file. */
public enum Operation {
  /** Look-up of a present key. */
  GET_HIT("get.hit"),
  /** Look-up of an absent key. */
  GET_MISS("get.miss"),
  /** Whether a present key is present. */
  CONTAINS_HIT("containsKey.hit"),
  /** Whether an absent key is present. */
  CONTAINS_MISS("containsKey.miss"),
  /** Another value over a present key. */
  PUT_EXISTING("put.existing"),
  /** A new key. */
  PUT_NEW("put.new"),
  /** A present key that stays as it is. */
  PUT_IF_ABSENT_PRESENT("putIfAbsent.present"),
  /** A new key. */
  PUT_IF_ABSENT_ABSENT("putIfAbsent.absent"),
  /** Another value for a present key. */
  REPLACE_HIT("replace.hit"),
  /** An absent key that stays absent. */
  REPLACE_MISS("replace.miss"),
  /** Removal of a present key. */
  REMOVE_HIT("remove.hit"),
  /** Removal of an absent key. */
  REMOVE_MISS("remove.miss"),
  /** A present key, whose function does not run. */
  COMPUTE_IF_ABSENT_PRESENT("computeIfAbsent.present"),
  /** A new key. */
  COMPUTE_IF_ABSENT_ABSENT("computeIfAbsent.absent"),
  /** A present key. */
  COMPUTE_IF_PRESENT_PRESENT("computeIfPresent.present"),
  /** An absent key, whose function does not run. */
  COMPUTE_IF_PRESENT_ABSENT("computeIfPresent.absent"),
  /** A present key. */
  COMPUTE_PRESENT("compute.present"),
  /** A new key. */
  COMPUTE_ABSENT("compute.absent"),
  /** A present key. */
  MERGE_PRESENT("merge.present"),
  /** A new key. */
  MERGE_ABSENT("merge.absent"),
  /** Many keys read together. */
  GET_ALL("getAll"),
  /** Several keys changed all or nothing. */
  TRANSACTION("transaction"),
  /** All mappings visited. */
  ITERATE("iterate"),
  /** The number of mappings. */
  SIZE("size"),
  /** Whether there is any mapping. */
  IS_EMPTY("isEmpty"),
  /** A map that does not change with the map. */
  SNAPSHOT("snapshot");

  /** How their fields begin. */
  public static final String PREFIX = "op.";

  private final String label;

  Operation(String label) {
    this.label = label;
  }

  /**
   * Returns the name of the field that gives its share.
   *
   * @return the name
   */
  public String field() {
    return PREFIX + label;
  }

  /**
   * Tells whether it adds a mapping.
   *
   * @return whether it does
   */
  public boolean inserts() {
    return switch (this) {
      case PUT_NEW, PUT_IF_ABSENT_ABSENT, COMPUTE_IF_ABSENT_ABSENT, COMPUTE_ABSENT, MERGE_ABSENT ->
          true;
      default -> false;
    };
  }

  /**
   * Tells whether it changes the map.
   *
   * @return false if it only reads
   */
  public boolean writes() {
    return switch (this) {
      case GET_HIT,
          GET_MISS,
          CONTAINS_HIT,
          CONTAINS_MISS,
          PUT_IF_ABSENT_PRESENT,
          REPLACE_MISS,
          REMOVE_MISS,
          COMPUTE_IF_ABSENT_PRESENT,
          COMPUTE_IF_PRESENT_ABSENT,
          GET_ALL,
          ITERATE,
          SIZE,
          IS_EMPTY,
          SNAPSHOT ->
          false;
      default -> true;
    };
  }

  /**
   * Tells whether the program gives it a function.
   *
   * @return whether it does
   */
  public boolean takesFunction() {
    return switch (this) {
      case COMPUTE_IF_ABSENT_PRESENT,
          COMPUTE_IF_ABSENT_ABSENT,
          COMPUTE_IF_PRESENT_PRESENT,
          COMPUTE_IF_PRESENT_ABSENT,
          COMPUTE_PRESENT,
          COMPUTE_ABSENT,
          MERGE_PRESENT,
          MERGE_ABSENT ->
          true;
      default -> false;
    };
  }

  static String allowedFields() {
    return Arrays.stream(values()).map(Operation::field).collect(Collectors.joining(", "));
  }
}

package dev.inlay.jmh.report;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A figure that every map of a bout has.
 *
 * @param heading what distinguishes it from the bout's others of the same quantity
 * @param turn the value of the parameter that took turns, or empty when none did
 * @param name what is measured
 * @param unit its unit
 * @param better which direction is better
 * @param metric where a result has it: empty for the score, "p99", or the label of a secondary
 *     metric
 */
public record Column(
    String heading, String turn, String name, String unit, Better better, String metric) {

  /**
   * Returns name and unit: columns that share them stand in one table.
   *
   * @return both
   */
  @JsonIgnore
  public String quantity() {
    return name + ", " + unit;
  }
}

package dev.inlay.jmh.diff;

import dev.inlay.jmh.compare.Spread;
import dev.inlay.jmh.results.Metric;
import dev.inlay.jmh.results.Task;

/**
 * A figure of a map in two runs.
 *
 * @param task what was done
 * @param subject the map's name
 * @param metric what was measured
 * @param before the old rounds: ratios to the baseline, or figures
 * @param after the new rounds
 * @param change how many times better it became, as median, least and greatest of what the test
 *     does not refute
 * @param confidence how sure the interval is; 0 for what is counted
 * @param probability the p-value; 1 for what is counted or can never be told
 * @param adjusted the p-value corrected for the number of rows
 * @param verdict what can be said
 */
record Row(
    Task task,
    String subject,
    Metric metric,
    Spread before,
    Spread after,
    Spread change,
    double confidence,
    double probability,
    double adjusted,
    Verdict verdict) {

  Row with(double newAdjusted, Verdict newVerdict) {
    return new Row(
        task,
        subject,
        metric,
        before,
        after,
        change,
        confidence,
        probability,
        newAdjusted,
        newVerdict);
  }
}

/**
 * What a result file of the comparison holds, read back: {@link dev.inlay.jmh.results.ResultFile}
 * is JMH's JSON with the environment beside it, as a {@link dev.inlay.jmh.results.Series} of
 * figures for each {@link dev.inlay.jmh.results.Task}, map and {@link
 * dev.inlay.jmh.results.Metric}.
 */
@org.jspecify.annotations.NullMarked
package dev.inlay.jmh.results;

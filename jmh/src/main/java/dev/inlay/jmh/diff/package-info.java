/**
 * The regression watch: {@code ./compare diff OLD NEW}.
 *
 * <p>{@link dev.inlay.jmh.diff.Comparison} pairs the rows of two result files, {@link
 * dev.inlay.jmh.diff.RankTest} tells change from noise, {@link dev.inlay.jmh.evidence.Discoveries}
 * corrects for the number of rows, and {@link dev.inlay.jmh.diff.DiffReport} shows it.
 */
@org.jspecify.annotations.NullMarked
package dev.inlay.jmh.diff;

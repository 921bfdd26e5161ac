/**
 * Reports of measured runs: one page that needs no network, Markdown, CSV and the screen, all of
 * them from the same result files.
 *
 * <p>{@link dev.inlay.jmh.report.RunFiles} reads a run, {@link dev.inlay.jmh.report.Run} is what it
 * found, {@link dev.inlay.jmh.report.Bout} computes ratios, which exist only between maps of one
 * bout and so of one run; the classes whose names end with {@code Report} write.
 */
@org.jspecify.annotations.NullMarked
package dev.inlay.jmh.report;

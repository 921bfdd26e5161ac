/**
 * The comparison that a user runs first: {@code ./compare}.
 *
 * <p>{@link dev.inlay.jmh.compare.Options} and {@link dev.inlay.jmh.compare.Settings} are the
 * command line; {@link dev.inlay.jmh.compare.MixSuite} and {@link
 * dev.inlay.jmh.compare.TargetSuite} turn it into contests; {@link dev.inlay.jmh.compare.Session}
 * runs those round by round within the time that {@link dev.inlay.jmh.compare.Budget} allots, a JVM
 * per map and round; {@link dev.inlay.jmh.compare.Results} keeps what came out, and the reports
 * show it.
 */
@org.jspecify.annotations.NullMarked
package dev.inlay.jmh.compare;

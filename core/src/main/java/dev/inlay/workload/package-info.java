/**
 * What a program does with its map, written down: {@link dev.inlay.workload.Recorder} wraps a map
 * of a live program and writes a workload file, which {@code ./compare --workload} replays against
 * all maps.
 */
@NullMarked
package dev.inlay.workload;

import org.jspecify.annotations.NullMarked;

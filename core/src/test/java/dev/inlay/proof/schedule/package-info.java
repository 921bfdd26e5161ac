/** Runs few threads in chosen interleavings of their accesses to shared memory. */
@NullMarked
package dev.inlay.proof.schedule;

import org.jspecify.annotations.NullMarked;

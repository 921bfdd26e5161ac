/** Weakens the tables' protocols, one step at a time, to see whether the proof notices. */
@NullMarked
package dev.inlay.proof.mutate;

import org.jspecify.annotations.NullMarked;

/** Forged serial streams, keys that attack, and the targets of the fuzzer. */
package dev.inlay.hostile;

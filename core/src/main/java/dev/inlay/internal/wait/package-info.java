/** Who waits for whom, in all maps: so that cycles end in an exception, not in a hang. */
@org.jspecify.annotations.NullMarked
package dev.inlay.internal.wait;

/** The lock-free table of {@code StripedMap}: slots, sweeps, reservations, counting. */
@org.jspecify.annotations.NullMarked
package dev.inlay.internal.striped;

/** Spreading hash codes over tables. A leaf: depends on nothing else of this library. */
@org.jspecify.annotations.NullMarked
package dev.inlay.internal.hash;

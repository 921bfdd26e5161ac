/** Versions of a whole map, how one is made from another, and how writers take turns. */
@org.jspecify.annotations.NullMarked
package dev.inlay.internal.snapshot;

/** The flat table of tags, keys and values: its memory shape, its slot protocol and its sizes. */
@org.jspecify.annotations.NullMarked
package dev.inlay.internal.table;

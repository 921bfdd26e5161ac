/** Live views, iterators and spliterators that every map shares, over a {@code Traversal}. */
@org.jspecify.annotations.NullMarked
package dev.inlay.internal.view;

/** The functions that users give to the {@code compute} family. */
@org.jspecify.annotations.NullMarked
package dev.inlay.internal.compute;

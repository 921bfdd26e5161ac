/** Bulk operations with a parallelism threshold, on the JDK's fork/join pool. */
@org.jspecify.annotations.NullMarked
package dev.inlay.internal.bulk;

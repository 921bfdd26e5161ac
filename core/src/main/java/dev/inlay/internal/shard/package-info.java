/**
 * Shards: the lock of each, the directory that finds them, growth, single-key writes, transactions,
 * traversal.
 */
@org.jspecify.annotations.NullMarked
package dev.inlay.internal.shard;

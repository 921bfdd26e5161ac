package dev.inlay.internal.shard;

/**
 * A shard whose written fields lie at least 128 bytes (two cache lines, as processors prefetch
 * pairs) from those of the next one, so that threads that lock neighbours do not fight for a line.
 *
 * <pre>
 *   | header | ShardLock: locked ... | Shard: table, live, used ... | 128 bytes of padding | next object
 * </pre>
 *
 * <p>Only behind: the fields of a superclass always come first, and the neighbour in front is
 * padded itself.
 */
@SuppressWarnings("unused")
final class PaddedShard extends Shard {

  private long p00;
  private long p01;
  private long p02;
  private long p03;
  private long p04;
  private long p05;
  private long p06;
  private long p07;
  private long p08;
  private long p09;
  private long p10;
  private long p11;
  private long p12;
  private long p13;
  private long p14;
  private long p15;

  PaddedShard(ShardDirectory directory, int suffix, int depth) {
    super(directory, suffix, depth);
  }
}

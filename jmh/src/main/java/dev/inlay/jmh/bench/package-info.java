/**
 * The benchmarks: one class per question, each over any subject, each checking its map's content
 * when it is done.
 *
 * <p>What keeps them honest, and where: the heap is aged after filling ({@link
 * dev.inlay.jmh.bench.FilledMap}); keys are looked up in an order of their own, by equal or by
 * identical instances as asked ({@link dev.inlay.jmh.keys.Distribution}, {@link
 * dev.inlay.jmh.bench.Cursor}); written values differ from one write to the next ({@link
 * dev.inlay.jmh.bench.ValuePool}).
 */
@org.jspecify.annotations.NullMarked
package dev.inlay.jmh.bench;

/** What the benchmarks look up: keys, their order, and how often each comes. */
@org.jspecify.annotations.NullMarked
package dev.inlay.jmh.keys;

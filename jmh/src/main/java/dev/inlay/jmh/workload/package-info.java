/** Workloads that a file describes, and their replay; see {@code docs/guides/workload.md}. */
@org.jspecify.annotations.NullMarked
package dev.inlay.jmh.workload;

/**
 * Concurrent maps laid out in flat tables.
 *
 * <p>Only {@link dev.inlay} and {@link dev.inlay.workload} are API. Everything under {@code
 * dev.inlay.internal} may change at any release and is not exported.
 */
module dev.inlay {
  requires static org.jspecify;

  exports dev.inlay;
  exports dev.inlay.workload;
}

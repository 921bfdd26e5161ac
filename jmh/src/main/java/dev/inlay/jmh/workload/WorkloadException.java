package dev.inlay.jmh.workload;

/** A workload that cannot be read; the message says where it is wrong and what is allowed. */
public final class WorkloadException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  WorkloadException(String message) {
    super(message);
  }
}

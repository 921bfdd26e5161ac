package dev.inlay.hostile;

import dev.inlay.contract.model.OperationsFuzz;
import dev.inlay.contract.model.PlantedFuzz;
import java.util.function.Consumer;

/** The fuzz targets. None of them needs the fuzzer: any bytes can be given to them. */
enum FuzzTarget {
  /** Bytes as a serial stream. */
  BYTES(BytesFuzz.class, BytesFuzz::fuzzerTestOneInput),
  /** Serial forms that are wrong in ways that bytes say. */
  FORMS(FormsFuzz.class, FormsFuzz::fuzzerTestOneInput),
  /** Operations with hostile user code. */
  OPERATIONS(OperationsFuzz.class, OperationsFuzz::fuzzerTestOneInput),
  /** The control: it must fail. */
  PLANTED(PlantedFuzz.class, PlantedFuzz::fuzzerTestOneInput);

  private final Class<?> type;
  private final Consumer<byte[]> body;

  FuzzTarget(Class<?> type, Consumer<byte[]> body) {
    this.type = type;
    this.body = body;
  }

  /** The class that the fuzzer is given. */
  Class<?> type() {
    return type;
  }

  /** Throws an {@link AssertionError} when the bytes show a fault. */
  void run(byte[] input) {
    body.accept(input);
  }
}

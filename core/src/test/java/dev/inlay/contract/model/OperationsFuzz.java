package dev.inlay.contract.model;

import dev.inlay.ShardedMapUnderTest;
import dev.inlay.SnapshotMapUnderTest;
import dev.inlay.StripedMapUnderTest;
import dev.inlay.contract.MapUnderTest;
import dev.inlay.hostile.FuzzBytes;
import java.util.List;

/** A fuzz target: a {@link HostileProgram} on one of the maps, which the first byte chooses. */
public final class OperationsFuzz {
  private static final List<MapUnderTest> SUBJECTS =
      List.of(
          ShardedMapUnderTest.variants().get(0),
          ShardedMapUnderTest.variants().get(2),
          StripedMapUnderTest.variants().get(0),
          SnapshotMapUnderTest.variants().get(0));

  private OperationsFuzz() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    FuzzBytes bytes = new FuzzBytes(input);
    MapUnderTest subject = SUBJECTS.get(bytes.below(SUBJECTS.size()));
    new HostileProgram(subject, subject::newMap, bytes, true).run();
  }
}

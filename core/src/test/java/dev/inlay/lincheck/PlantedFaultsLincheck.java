package dev.inlay.lincheck;

import dev.inlay.contract.tools.Fork;
import dev.inlay.proof.mutate.Mutants;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The negative controls: in each map's own classes one check is left out, and Lincheck reports
 * wrong results. The names of the faults are those of {@code docs/proof/mutants.tsv}.
 */
class PlantedFaultsLincheck {

  @ParameterizedTest
  @CsvSource({
    "ShardLock.acquire ALWAYS check of tryAcquire 1, ShardedMapOperations$Growing",
    "ShardWriter.store NEVER check of still 1, ShardedMapOperations$Growing",
    "SlotWriter.store NEVER check of casValue 1, StripedMapOperations$Growing",
    "Turn.take ALWAYS check of tryTake 1, SnapshotMapOperations$Whole",
    "VersionWriter.computeInTurn ALWAYS check of goTo 1, SnapshotMapOperations$Colliding",
  })
  void isFound(String fault, String operations, @TempDir Path classes) throws IOException {
    Mutants.write(fault, classes);
    Fork.runWith(
        classes,
        PlantedFault.class,
        getClass().getPackageName() + "." + operations,
        "-XX:+EnableDynamicAgentLoading",
        "-Djdk.attach.allowAttachSelf=true");
  }
}

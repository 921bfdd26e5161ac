package dev.inlay.contract.memory;

import dev.inlay.contract.SlowMapContract;
import dev.inlay.contract.tools.Fork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * When the first map is made, all classes that operations need are initialised: later, the stack
 * may be too short, and they would be unusable from then on.
 */
class FirstUseTest extends SlowMapContract {

  @Test
  void noClassIsInitialisedLate(@TempDir Path folder) throws IOException {
    Path log = folder.resolve("classes.log");
    Fork.run(
        FirstUseMain.class,
        subject + "|" + log,
        "-Xlog:class+init=info:file=" + log,
        "-XX:+TieredCompilation");
    Files.delete(log);
  }
}

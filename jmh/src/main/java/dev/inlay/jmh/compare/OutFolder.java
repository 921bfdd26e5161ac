package dev.inlay.jmh.compare;

import dev.inlay.jmh.results.ResultFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The folder of the results. */
final class OutFolder {
  static final String REPORT = "report.md";

  /** What a run writes, and never over another run's. */
  private static final List<String> OWN = List.of(ResultFile.RESULTS, REPORT);

  private OutFolder() {}

  /**
   * Makes sure, before minutes are spent, that results can be written and that none are written
   * over.
   *
   * @param folder the folder
   * @param environment the content of the file that tells of the environment
   */
  static void prepare(Path folder, byte[] environment) throws IOException {
    for (String name : OWN) {
      if (Files.exists(folder.resolve(name))) {
        throw new IOException(
            "it already has a "
                + name
                + ", which would be lost; give another folder, or remove it");
      }
    }
    try {
      Files.createDirectories(folder);
      WholeFile.write(folder.resolve(ResultFile.ENVIRONMENT), environment);
    } catch (IOException e) {
      throw new IOException(reason(e), e);
    }
  }

  /** Says in a few words why a file could not be written. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException exists) {
      return exists.getFile() + " is a file, not a folder";
    }
    if (e instanceof NoSuchFileException) {
      return "it cannot be made there";
    }
    if (e instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return String.valueOf(e.getMessage());
  }
}

package dev.inlay.jmh.workload;

import java.nio.file.Path;

/**
 * A workload with the text that it was read from.
 *
 * @param text the content of the file
 * @param spec what it means
 */
public record WorkloadFile(String text, WorkloadSpec spec) {

  /**
   * Reads a file.
   *
   * @param file the file
   * @return its content and what it means
   * @throws WorkloadException if there is no such file, or it is no workload
   */
  public static WorkloadFile read(Path file) {
    String text = WorkloadParser.text(file);
    Path name = file.getFileName();
    return new WorkloadFile(
        text, WorkloadParser.parse(name == null ? file.toString() : name.toString(), text));
  }
}

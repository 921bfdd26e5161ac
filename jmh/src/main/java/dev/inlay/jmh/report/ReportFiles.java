package dev.inlay.jmh.report;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the reports into a folder: all of a file, or none of it. */
public final class ReportFiles {
  /** The page. */
  public static final String HTML = "report.html";

  /** The same in Markdown. */
  public static final String MARKDOWN = "report.md";

  /** Every figure, for tools. */
  public static final String CSV = "report.csv";

  private ReportFiles() {}

  /**
   * Makes a folder, and makes sure that files can be written into it.
   *
   * @param directory the folder
   * @throws IOException if they cannot; the message says why
   */
  public static void prepare(Path directory) throws IOException {
    try {
      Files.createDirectories(directory);
      Files.delete(Files.createTempFile(directory, "report", ".tmp"));
    } catch (IOException e) {
      throw new IOException(why(e), e);
    }
  }

  /**
   * Writes page, Markdown and CSV.
   *
   * @param runs the runs
   * @param directory the folder, which exists
   * @throws IOException if any cannot be written; what was there before is then as it was
   */
  public static void write(List<Run> runs, Path directory) throws IOException {
    Map<String, String> contents = new LinkedHashMap<>();
    contents.put(HTML, HtmlReport.toHtml(runs));
    contents.put(MARKDOWN, TextReport.toMarkdown(runs));
    contents.put(CSV, CsvReport.toCsv(runs));
    Map<Path, Path> moves = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, String> content : contents.entrySet()) {
        Path part = Files.createTempFile(directory, content.getKey(), ".tmp");
        moves.put(part, directory.resolve(content.getKey()));
        Files.writeString(part, content.getValue(), StandardCharsets.UTF_8);
        readable(part);
      }
      for (Map.Entry<Path, Path> move : moves.entrySet()) {
        Files.move(move.getKey(), move.getValue(), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new IOException(why(e), e);
    } finally {
      for (Path part : moves.keySet()) {
        Files.deleteIfExists(part);
      }
    }
  }

  /** Temporary files are the owner's alone; a report is like any other file. */
  private static void readable(Path file) {
    File plain = file.toFile();
    if (!plain.setReadable(true, false)) {
      throw new IllegalStateException("cannot make " + file + " readable");
    }
  }

  /**
   * Says in a few words why something could not be written.
   *
   * @param e the failure
   * @return the reason
   */
  public static String why(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "it cannot be made there";
    }
    if (e instanceof FileAlreadyExistsException exists) {
      return exists.getFile() + " is a file, not a folder";
    }
    if (e instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    return String.valueOf(e.getMessage());
  }
}

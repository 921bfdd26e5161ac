package dev.inlay.jmh.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * How many bytes a library adds to an application: its files as they are packed in jars on the
 * class path, or as they are in folders.
 */
final class LibrarySize {

  /** Under the packages of our maps, but no part of them. */
  private static final String OWN_BENCHMARKS = "dev/inlay/jmh/";

  private LibrarySize() {}

  /** Returns the size of everything below a folder of packages; 0 for none. */
  static long bytes(String folder) {
    if (folder.isEmpty()) {
      return 0;
    }
    return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
        .filter(element -> !element.isEmpty())
        .map(Path::of)
        .mapToLong(element -> bytes(element, folder))
        .sum();
  }

  private static long bytes(Path element, String folder) {
    try {
      if (Files.isRegularFile(element)) {
        try (ZipFile jar = new ZipFile(element.toFile())) {
          return jar.stream()
              .filter(entry -> belongs(entry.getName(), folder))
              .mapToLong(ZipEntry::getCompressedSize)
              .sum();
        }
      }
      Path below = element.resolve(folder);
      return Files.isDirectory(below) ? bytesBelow(element, below, folder) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long bytesBelow(Path root, Path below, String folder) throws IOException {
    try (Stream<Path> files = Files.walk(below)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> belongs(root.relativize(file).toString().replace('\\', '/'), folder))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  private static boolean belongs(String name, String folder) {
    return name.startsWith(folder) && !name.startsWith(OWN_BENCHMARKS);
  }
}

package dev.inlay.jmh.figures;

import dev.inlay.jmh.figures.Document.Problem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Writes the figures of the documentation, or checks them. */
public final class Figures {
  private static final Set<String> FOREIGN =
      Set.of(".git", "target", "node_modules", "compare-results");

  /** What the comparison itself wrote; it is the source. */
  private static final String REPORT = "report.md";

  private final Path root;
  private final Sources sources;

  /** Reads what markers may name. */
  Figures(Path root) throws IOException, FigureException {
    this.root = root;
    sources = Sources.read(root);
  }

  /**
   * Runs from the command line.
   *
   * @param args {@code --write} or {@code --check}, and the working copy (default: this folder)
   */
  public static void main(String[] args) {
    System.exit(run(args, System.out));
  }

  static int run(String[] args, PrintStream out) {
    boolean write = args.length > 0 && args[0].equals("--write");
    if (args.length < 1 || args.length > 2 || !(write || args[0].equals("--check"))) {
      out.println("figures: --write or --check, and the working copy's folder, if it is not this");
      return 2;
    }
    Path root = Path.of(args.length == 2 ? args[1] : "");
    if (!Files.isRegularFile(root.resolve(Sources.FILE))) {
      out.println("figures: " + root.resolve(Sources.FILE) + ": no such file");
      return 2;
    }
    try {
      Figures figures = new Figures(root);
      if (write) {
        figures.write().forEach(file -> out.println("wrote " + file));
      }
      List<Problem> problems = figures.check();
      problems.forEach(out::println);
      return problems.isEmpty() ? 0 : 1;
    } catch (IOException | FigureException e) {
      out.println("figures: " + e.getMessage());
      return 1;
    }
  }

  /** Rewrites what is not what the files say; returns the files that changed. */
  List<String> write() throws IOException {
    List<String> changed = new ArrayList<>();
    for (String file : documents()) {
      String old = Files.readString(root.resolve(file));
      String written = new Document(file, old).written(sources);
      if (!written.equals(old)) {
        Files.writeString(root.resolve(file), written);
        changed.add(file);
      }
    }
    return changed;
  }

  /** Returns everything that is wrong. */
  List<Problem> check() throws IOException {
    List<Problem> problems = new ArrayList<>();
    for (String file : documents()) {
      String text = Files.readString(root.resolve(file));
      Document document = new Document(file, text);
      document.written(sources);
      problems.addAll(document.problems());
      if (quotesFigures(file)) {
        problems.addAll(Lint.figuresByHand(file, text, sources));
      }
    }
    return problems;
  }

  /** Returns how many figures and tables are made from files. */
  int count() throws IOException {
    int count = 0;
    for (String file : documents()) {
      count += new Document(file, Files.readString(root.resolve(file))).size();
    }
    return count;
  }

  private static boolean quotesFigures(String file) {
    return file.equals("README.md")
        || file.startsWith("docs/benchmarks/")
        || file.startsWith("docs/guides/")
        || file.startsWith("docs/adr/");
  }

  private Set<String> documents() throws IOException {
    Set<String> found = new TreeSet<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean foreign = FOREIGN.contains(String.valueOf(folder.getFileName()));
            return foreign ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = String.valueOf(file.getFileName());
            if (name.endsWith(".md") && !name.equals(REPORT)) {
              found.add(root.relativize(file).toString().replace('\\', '/'));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }
}

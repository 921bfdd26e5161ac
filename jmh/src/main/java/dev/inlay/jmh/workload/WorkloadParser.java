package dev.inlay.jmh.workload;

import dev.inlay.jmh.keys.KeyKind;
import dev.inlay.jmh.workload.Fields.Field;
import dev.inlay.jmh.workload.KeyUse.Histogram;
import dev.inlay.jmh.workload.KeyUse.Uniform;
import dev.inlay.jmh.workload.KeyUse.Zipfian;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads workload files. */
public final class WorkloadParser {
  private static final int MOST_BYTES = 64 << 10;
  private static final int MOST_ENTRIES = 50_000_000;
  private static final int MOST_THREADS = 1_024;
  private static final int MOST_NAME = 100;
  private static final double MOST_EXPONENT = 5;
  private static final double MOST_SHARE = 1e15;

  private static final List<Histogram.Point> POINTS =
      List.of(
          new Histogram.Point("hot.key", 0, 0),
          new Histogram.Point("hot.0.01%", 0.0001, 0),
          new Histogram.Point("hot.0.1%", 0.001, 0),
          new Histogram.Point("hot.1%", 0.01, 0),
          new Histogram.Point("hot.10%", 0.1, 0));

  private static final List<String> ALLOWED = allowed();

  private final Fields fields;
  private final String source;

  private WorkloadParser(String source, String text) {
    this.source = source;
    fields = Fields.of(source, text, ALLOWED);
  }

  private static List<String> allowed() {
    List<String> names =
        new ArrayList<>(
            List.of(
                "format",
                "name",
                "entries",
                "growth",
                "threads",
                "threads.seen",
                "key.type",
                "key.length",
                "key.identity",
                "value.bytes",
                "distribution",
                "zipf.exponent"));
    POINTS.forEach(point -> names.add(point.field()));
    Arrays.stream(Operation.values()).forEach(operation -> names.add(operation.field()));
    names.addAll(List.of("getAll.keys", "transaction.keys"));
    return List.copyOf(names);
  }

  /** Reads a file as text; refuses what can be none. */
  static String text(Path file) {
    if (Files.isDirectory(file)) {
      throw new WorkloadException(file + " is a directory; allowed: a workload file");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw new WorkloadException(file + " does not exist");
    } catch (AccessDeniedException e) {
      throw new WorkloadException(file + " may not be read");
    } catch (IOException e) {
      throw new WorkloadException(file + " cannot be read: " + e);
    }
    if (bytes.length > MOST_BYTES) {
      throw new WorkloadException(file + " is longer than 64 KiB, so it is no workload file");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new WorkloadException(file + " is no text in UTF-8, so it is no workload file");
    }
  }

  /**
   * Reads a text.
   *
   * @param source what messages call it
   * @param text the text
   * @return the workload
   * @throws WorkloadException if it is no workload, with line, field, value and what is allowed
   */
  public static WorkloadSpec parse(String source, String text) {
    if (text.length() > MOST_BYTES) {
      throw new WorkloadException(source + " is longer than 64 KiB, so it is no workload file");
    }
    return new WorkloadParser(source, text.startsWith("\uFEFF") ? text.substring(1) : text).spec();
  }

  private WorkloadSpec spec() {
    if (fields.find("format") == null) {
      throw fields.refusal("there is no field in it; the first must be: format = 1");
    }
    fields.oneOf("format", "1", "1");
    KeyKind keys =
        KeyKind.of(
            fields.oneOf(
                "key.type",
                "long",
                Arrays.stream(KeyKind.values()).map(KeyKind::id).toArray(String[]::new)));
    if (keys != KeyKind.STRING) {
      fields.requireAbsent("key.length", "with key.type = string");
    }
    WorkloadSpec spec =
        new WorkloadSpec(
            name(),
            fields.count("entries", 100_000, 0, MOST_ENTRIES),
            fields.count("growth", 0, 0, MOST_ENTRIES),
            threads(),
            fields.count("threads.seen", 0, 0, Integer.MAX_VALUE),
            keys,
            fields.count("key.length", WorkloadSpec.DEFAULT_KEY_LENGTH, 1, 1_000),
            fields.oneOf("key.identity", "equal", "equal", "identical").equals("identical"),
            fields.count("value.bytes", 0, 0, 64_000),
            use(),
            shares(),
            fields.count("getAll.keys", 32, 1, 1_000),
            fields.count("transaction.keys", 2, 1, 100));
    check(spec);
    return spec;
  }

  private String name() {
    Field field = fields.find("name");
    if (field == null) {
      String plain = source.replaceAll("\\.workload$", "").replaceAll("[;#\\p{C}]", " ").strip();
      return plain.isEmpty() ? "workload" : plain.substring(0, Math.min(MOST_NAME, plain.length()));
    }
    if (field.value().isEmpty()
        || field.value().length() > MOST_NAME
        || field.value().chars().anyMatch(Character::isISOControl)) {
      throw fields.refusal(field, "1 to 100 characters");
    }
    return field.value();
  }

  private int threads() {
    return fields.text("threads", "all").equals("all")
        ? WorkloadSpec.ALL_CORES
        : fields.count("threads", 1, 1, MOST_THREADS);
  }

  private KeyUse use() {
    boolean points = POINTS.stream().anyMatch(point -> fields.has(point.field()));
    String distribution =
        fields.oneOf(
            "distribution", points ? "histogram" : "uniform", "uniform", "zipf", "histogram");
    if (!distribution.equals("zipf")) {
      fields.requireAbsent("zipf.exponent", "with distribution = zipf");
    }
    if (!distribution.equals("histogram")) {
      POINTS.forEach(p -> fields.requireAbsent(p.field(), "with distribution = histogram"));
    }
    return switch (distribution) {
      case "zipf" -> zipf();
      case "histogram" -> histogram();
      default -> new Uniform();
    };
  }

  private Zipfian zipf() {
    Field field = fields.find("zipf.exponent");
    if (field == null) {
      return new Zipfian(0.99);
    }
    String allowed = "a number above 0, up to 5";
    double exponent = fields.share("zipf.exponent", MOST_EXPONENT, allowed);
    if (exponent == 0 || field.value().endsWith("%")) {
      throw fields.refusal(field, allowed);
    }
    return new Zipfian(exponent);
  }

  private Histogram histogram() {
    List<Histogram.Point> points = new ArrayList<>();
    double before = 0;
    for (Histogram.Point point : POINTS) {
      Field field = fields.find(point.field());
      if (field != null) {
        double least = Math.max(before, 100 * point.fraction());
        String allowed = "a percentage from " + least + " to 100, not below the one before";
        double percent = fields.share(point.field(), 100, allowed);
        if (percent < least) {
          throw fields.refusal(field, allowed);
        }
        before = percent;
        points.add(new Histogram.Point(point.field(), point.fraction(), percent / 100));
      }
    }
    if (points.isEmpty()) {
      Field field = fields.find("distribution");
      throw fields.refusal(
          field == null ? 1 : field.line(),
          "distribution: histogram needs one of hot.key, hot.0.01%, hot.0.1%, hot.1%, hot.10%");
    }
    return new Histogram(List.copyOf(points));
  }

  private Map<Operation, Double> shares() {
    Map<Operation, Double> shares = new EnumMap<>(Operation.class);
    for (Operation operation : Operation.values()) {
      double share =
          fields.share(operation.field(), MOST_SHARE, "a number from 0: a percentage, a count");
      if (share > 0) {
        shares.put(operation, share);
      }
    }
    if (shares.isEmpty()) {
      throw fields.refusal(
          "no operation has a share above 0; at least one is needed of "
              + Operation.allowedFields());
    }
    double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    shares.replaceAll((operation, share) -> share / sum);
    return shares;
  }

  private void check(WorkloadSpec spec) {
    if (spec.entries() == 0 && spec.growth() == 0) {
      throw fields.refusal("entries and growth are both 0: the map would stay empty");
    }
    if ((long) spec.entries() + spec.growth() > MOST_ENTRIES) {
      throw fields.refusal("entries and growth together are more than 50M");
    }
    if (spec.growth() > 0 && spec.netInserts() <= 0) {
      throw fields.refusal(
          lineOf("growth"),
          "growth: "
              + spec.growth()
              + " needs operations that insert more than "
              + Operation.REMOVE_HIT.field()
              + " removes");
    }
    if (spec.growth() > 0 && WorkloadReplay.isTooSlow(spec)) {
      throw fields.refusal(
          lineOf("growth"),
          String.format(
              Locale.ROOT,
              "growth: %d takes more operations than a pass has, which are %,d; allowed with these"
                  + " shares: up to %d, or growth = 0 with the map's size on the way as entries",
              spec.growth(),
              WorkloadReplay.MOST_OPERATIONS,
              WorkloadReplay.mostGrowth(spec)));
    }
    long most = WorkloadKeys.most(spec.keys(), spec.keyLength());
    long needed = WorkloadKeys.needed(spec, spec.threadCount());
    if (most < needed) {
      throw fields.refusal(
          lineOf("key.length"),
          "key.length: "
              + spec.keyLength()
              + " characters give "
              + most
              + " different keys, and the workload needs "
              + needed);
    }
  }

  private int lineOf(String name) {
    Field field = fields.find(name);
    return field == null ? 1 : field.line();
  }
}

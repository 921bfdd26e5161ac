package dev.inlay.hostile;

import dev.inlay.InlayMap;
import dev.inlay.ShardedMap;
import dev.inlay.SnapshotMap;
import dev.inlay.StripedMap;
import dev.inlay.contract.tools.Serial;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The inputs that fuzzing has found worth keeping, a line in base64 for each, and those to begin
 * with. {@code .ci/fuzz} calls {@link #main} to bring them to the fuzzer and back.
 */
final class Corpus {
  private Corpus() {}

  /** The inputs of a target that are kept with the sources, and its seeds. */
  static List<byte[]> of(FuzzTarget target) throws IOException {
    List<byte[]> inputs = new ArrayList<>(seeds(target));
    try (InputStream in = Corpus.class.getResourceAsStream(fileName(target))) {
      if (in != null) {
        String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        text.lines().forEach(line -> inputs.add(Base64.getDecoder().decode(line)));
      }
    }
    return inputs;
  }

  private static String fileName(FuzzTarget target) {
    return "corpus-" + target.name().toLowerCase(Locale.ROOT) + ".txt";
  }

  /** Valid streams, or bytes at random; the control begins with nothing. */
  private static List<byte[]> seeds(FuzzTarget target) {
    List<byte[]> seeds = new ArrayList<>();
    if (target == FuzzTarget.BYTES) {
      for (InlayMap<Object, Object> map : maps()) {
        addStreams(map, seeds);
        map.put("AaAa", 1);
        map.put("BBBB", 2L);
        map.put(3, "three");
        addStreams(map, seeds);
        map.put("inner", Serial.copy(map));
        addStreams(map, seeds);
      }
    } else if (target != FuzzTarget.PLANTED) {
      for (int seed = 0; seed < 64; seed++) {
        byte[] input = new byte[400];
        new Random(seed).nextBytes(input);
        seeds.add(input);
      }
    }
    return seeds;
  }

  private static List<InlayMap<Object, Object>> maps() {
    return List.of(
        new ShardedMap<>(),
        ShardedMap.builder().shards(8).build(),
        new StripedMap<>(),
        new SnapshotMap<>());
  }

  private static void addStreams(InlayMap<Object, Object> map, List<byte[]> streams) {
    streams.add(Serial.write(map));
    streams.add(Serial.write(map.keySet()));
    streams.add(Serial.write(map.keySet("new")));
    if (map instanceof SnapshotMap<Object, Object> versioned) {
      streams.add(Serial.write(versioned.snapshot()));
    }
  }

  /**
   * {@code unpack TARGET folder}, {@code pack TARGET folder resources}, {@code run TARGET file}, or
   * {@code class TARGET}.
   */
  public static void main(String[] arguments) throws IOException {
    FuzzTarget target = FuzzTarget.valueOf(arguments[1]);
    switch (arguments[0]) {
      case "unpack" -> unpack(target, Path.of(arguments[2]));
      case "pack" -> pack(target, Path.of(arguments[2]), Path.of(arguments[3]));
      case "run" -> target.run(Files.readAllBytes(Path.of(arguments[2])));
      case "class" -> System.out.println(target.type().getName());
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void unpack(FuzzTarget target, Path folder) throws IOException {
    int number = 0;
    for (byte[] input : of(target)) {
      Files.write(folder.resolve("known-" + number++), input);
    }
  }

  private static void pack(FuzzTarget target, Path folder, Path resources) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        lines.add(Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
      }
    }
    lines.sort(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
    Files.write(resources.resolve(fileName(target)), lines, StandardCharsets.US_ASCII);
  }
}

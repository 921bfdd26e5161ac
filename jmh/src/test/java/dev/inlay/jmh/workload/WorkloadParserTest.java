package dev.inlay.jmh.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inlay.jmh.keys.KeyKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WorkloadParserTest {
  private static final Path GUIDES = Path.of("../docs/guides");

  private static WorkloadSpec parse(String text) {
    return WorkloadParser.parse("app.workload", text);
  }

  @Test
  void littleIsEnough() {
    WorkloadSpec spec = parse("format = 1\nop.get.hit = 1\n");
    assertThat(spec.name()).isEqualTo("app");
    assertThat(spec.entries()).isEqualTo(100_000);
    assertThat(spec.growth()).isZero();
    assertThat(spec.threadCount()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(spec.keys()).isEqualTo(KeyKind.LONG);
    assertThat(spec.use()).isEqualTo(new KeyUse.Uniform());
    assertThat(spec.share(Operation.GET_HIT)).isEqualTo(1);
  }

  @Test
  void everyFieldIsRead() {
    WorkloadSpec spec =
        parse(
            """
            \uFEFF# a comment\r
            format = 1\r
            name = my # no, a comment
            entries=1.5K;  growth = 0 ; threads = 3
            threads.seen = 200
            key.type = string
            key.length = 36
            key.identity = identical
            value.bytes = 1K
            hot.key = 5 %
            hot.1% = 30
            hot.10% = 60.5
            op.get.hit = 300
            op.put.existing = 100 %
            getAll.keys = 7
            transaction.keys = 3""");
    assertThat(spec.name()).isEqualTo("my");
    assertThat(spec.entries()).isEqualTo(1_500);
    assertThat(spec.threadCount()).isEqualTo(3);
    assertThat(spec.threadsSeen()).isEqualTo(200);
    assertThat(spec.keyLength()).isEqualTo(36);
    assertThat(spec.identical()).isTrue();
    assertThat(spec.valueBytes()).isEqualTo(1_000);
    assertThat(((KeyUse.Histogram) spec.use()).points())
        .containsExactly(
            new KeyUse.Histogram.Point("hot.key", 0, 0.05),
            new KeyUse.Histogram.Point("hot.1%", 0.01, 0.3),
            new KeyUse.Histogram.Point("hot.10%", 0.1, 0.605));
    assertThat(spec.share(Operation.GET_HIT)).isEqualTo(0.75);
    assertThat(spec.share(Operation.PUT_EXISTING)).isEqualTo(0.25);
    assertThat(spec.getAllKeys()).isEqualTo(7);
    assertThat(spec.transactionKeys()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "entries = x | app.workload:2: entries: 'x' is not allowed; allowed: a whole number from 0 to 50,000,000",
        "entries = -1 | entries: '-1'",
        "entries = 51M | entries: '51M'",
        "entries = 0.5 | entries: '0.5'",
        "entries = 99999999999999 | entries: '99999999999999'",
        "entries = 0 | entries and growth are both 0",
        "growth = 10 | app.workload:2: growth: 10 needs operations that insert more than op.remove.hit removes",
        "growth = 10M; op.put.new = 0.01 | growth: 10000000 takes more operations than a pass has",
        "threads = 0 | threads: '0' is not allowed; allowed: a whole number from 1 to 1,024",
        "threads = ALL | threads: 'ALL'",
        "key.type = text | key.type: 'text' is not allowed; allowed: long, dense, string, user, colliding",
        "key.length = 7 | key.length: is allowed with key.type = string only",
        "key.type = string; key.length = 1 | characters give 32768 different keys, and the workload needs",
        "distribution = zipf; zipf.exponent = 0 | zipf.exponent: '0' is not allowed; allowed: a number above 0, up to 5",
        "distribution = zipf; zipf.exponent = 99 % | a number above 0, up to 5",
        "zipf.exponent = 0.9 | is allowed with distribution = zipf only",
        "distribution = zipf; hot.key = 5 | hot.key: is allowed with distribution = histogram only",
        "distribution = histogram | histogram needs one of hot.key",
        "hot.1% = 20; hot.10% = 19 | hot.10%: '19' is not allowed; allowed: a percentage from 20.0 to 100",
        "hot.10% = 9 | allowed: a percentage from 10.0 to 100",
        "op.get.hit = NaN | op.get.hit: 'NaN' is not allowed; allowed: a number from 0",
        "op.get.hits = 4 | no field is called 'op.get.hits'; allowed: op.get.hit, op.get.miss",
        "sizes = 4 | no field is called 'sizes'; allowed: format, name, entries",
        "name = | name: '' is not allowed; allowed: 1 to 100 characters",
        "what is this | 'what is this' is no field; allowed: name = value",
        "format = 1 | format: is there already, in line 1; once is allowed",
        "value.bytes = 1M | value.bytes: '1M'",
        "getAll.keys = 0 | getAll.keys: '0'",
      })
  void aMistakeSaysWhereWhatAndWhatIsAllowed(String line, String message) {
    assertThatThrownBy(() -> parse("format = 1\n" + line + "\nop.get.miss = 1"))
        .isInstanceOf(WorkloadException.class)
        .hasMessageStartingWith("app.workload")
        .hasMessageContaining(message);
  }

  @Test
  void whatIsNoWorkloadIsRefused() {
    assertThatThrownBy(() -> parse("")).hasMessageContaining("there is no field in it");
    assertThatThrownBy(() -> parse("entries = 5"))
        .hasMessageContaining("the first field is 'entries'; it must be: format = 1");
    assertThatThrownBy(() -> parse("format = 2"))
        .hasMessageContaining("format: '2' is not allowed; allowed: 1");
    assertThatThrownBy(() -> parse("format = 1")).hasMessageContaining("no operation has a share");
    assertThatThrownBy(() -> parse("format = 1\nop.get.hit = 0"))
        .hasMessageContaining("no operation has a share above 0");
    assertThatThrownBy(() -> parse("x".repeat(70_000))).hasMessageContaining("longer than 64 KiB");
  }

  @Test
  void foreignFilesAreRefused(@TempDir Path directory) throws IOException {
    assertThatThrownBy(() -> WorkloadFile.read(directory)).hasMessageContaining("is a directory");
    assertThatThrownBy(() -> WorkloadFile.read(directory.resolve("none")))
        .hasMessageContaining("does not exist");
    Path binary = directory.resolve("binary");
    Files.write(binary, new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE});
    assertThatThrownBy(() -> WorkloadFile.read(binary)).hasMessageContaining("no text in UTF-8");
    Path huge = directory.resolve("huge");
    Files.write(huge, new byte[1 << 20]);
    assertThatThrownBy(() -> WorkloadFile.read(huge)).hasMessageContaining("longer than 64 KiB");
    Path json = directory.resolve("results.json");
    Files.writeString(json, "[\n  {\n    \"jmhVersion\" : \"1.37\",\n");
    assertThatThrownBy(() -> WorkloadFile.read(json))
        .hasMessageContaining("results.json:1: '[' is no field");
  }

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(GUIDES.resolve("workloads"))) {
      return files.toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void examplesAreWorkloads(Path example) throws IOException {
    WorkloadSpec spec = WorkloadFile.read(example).spec();
    assertThat(example.toString()).endsWith(".workload");
    assertThat(Files.readString(GUIDES.resolve("workload.md")))
        .contains("(workloads/" + example.getFileName() + ")");
    assertThat(parse(spec.toLine()).toLine()).isEqualTo(spec.toLine());
  }

  @Test
  void theGuideNamesEveryFieldAndItsExampleIsAWorkload() throws IOException {
    String guide = Files.readString(GUIDES.resolve("workload.md"));
    assertThat(Operation.values()).allSatisfy(op -> assertThat(guide).contains(op.field()));
    String[] blocks = guide.split("```");
    assertThat(Stream.of(blocks).filter(block -> block.startsWith("\nformat")))
        .singleElement()
        .satisfies(block -> assertThat(parse(block).share(Operation.GET_HIT)).isEqualTo(0.8));
  }

  @Test
  void oneLineSaysTheSame() {
    WorkloadSpec spec =
        parse(
            "format = 1; name = a b; entries = 7; growth = 9; threads = 2; threads.seen = 8;"
                + " key.type = string; key.length = 40; value.bytes = 3; hot.key = 20;"
                + " hot.10% = 33.3; op.merge.absent = 3; op.merge.present = 4");
    WorkloadSpec again = parse(spec.toLine());
    assertThat(again.share(Operation.MERGE_ABSENT)).isCloseTo(3 / 7.0, within(1e-9));
    assertThat(again.use()).isEqualTo(spec.use());
    assertThat(again.toLine()).isEqualTo(parse(again.toLine()).toLine());
    assertThat(again.name()).isEqualTo("a b");
  }

  /** Any text is a workload, or refused as one. */
  @Test
  void anyTextGivesAWorkloadOrIsRefused() {
    long seed = Long.getLong("inlay.seed", System.nanoTime());
    System.out.println("WorkloadParserTest: reproduce with -Dinlay.seed=" + seed);
    Random random = new Random(seed);
    int workloads = 0;
    for (int i = 0; i < 20_000; i++) {
      String text = random.nextInt(4) == 0 ? noise(random) : mutated(random);
      try {
        WorkloadSpec spec = WorkloadParser.parse("random", text);
        parse(spec.toLine());
        workloads++;
      } catch (WorkloadException e) {
        assertThat(e.getMessage()).startsWith("random").hasSizeLessThan(2_000);
      }
    }
    assertThat(workloads).as("some are still workloads").isBetween(200, 19_000);
  }

  private static String noise(Random random) {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String mutated(Random random) {
    List<String> lines =
        List.of(
            "entries = 10",
            "growth = 5K",
            "threads = all",
            "key.type = string",
            "key.length = 20",
            "distribution = zipf",
            "zipf.exponent = 1",
            "hot.key = 3",
            "hot.10% = 50",
            "op.get.hit = 5",
            "op.put.new = 1 %",
            "op.remove.hit = 2",
            "value.bytes = 9",
            "name = x");
    StringBuilder text = new StringBuilder("format = 1\n");
    for (int i = random.nextInt(6); i >= 0; i--) {
      text.append(lines.get(random.nextInt(lines.size()))).append('\n');
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(text.length());
      text.setCharAt(
          at, (char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0xFFFF)));
    }
    return text.toString();
  }
}

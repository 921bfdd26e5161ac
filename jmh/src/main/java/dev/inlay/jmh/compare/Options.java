package dev.inlay.jmh.compare;

import dev.inlay.jmh.compare.Preset.Experiment;
import dev.inlay.jmh.compare.Preset.Suite;
import dev.inlay.jmh.keys.Distribution;
import dev.inlay.jmh.keys.KeyKind;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import dev.inlay.jmh.workload.WorkloadFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options as they were typed; an option that was not given is null, and the preset decides. */
final class Options {
  private static final String AUTO = "auto";

  /** The names of all maps, for help. */
  static final class MapNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Subjects.all().stream().map(Subject::id).iterator();
    }
  }

  @Option(
      names = "--maps",
      paramLabel = "MAP,...",
      description = {
        "Maps to compare: ${COMPLETION-CANDIDATES}, sharded-N, limit (no map: bare arrays, the machine's own limit, where there is one), or the full name of a class on the class path that implements dev.inlay.jmh.subject.Subject.",
        "chm is always in: every ratio is against it; hashmap is for one thread only. What else a map cannot do is said where it is missing. Default: hashmap, synchronized, chm, nbhm, sharded, striped, snapshot"
      },
      completionCandidates = MapNames.class)
  @Nullable String maps;

  @Option(
      names = "--sizes",
      paramLabel = "N,...",
      description = "Numbers of entries, from 1 to 50M: 100, 1K, 100K, 1M, ... Default: 100K")
  @Nullable String sizes;

  @Option(
      names = "--keys",
      paramLabel = "TYPE,...",
      description =
          "Types of keys: long (random ids), dense (consecutive ids), string, user (a class with two"
              + " int fields), colliding (16 keys per hash code). Default: long")
  @Nullable String keys;

  @Option(
      names = "--key-identity",
      paramLabel = "HOW,...",
      description =
          "Look up equal keys that are other instances, or the identical ones. Default: equal")
  @Nullable String identities;

  @Option(
      names = "--distribution",
      paramLabel = "HOW,...",
      description = "How often each key comes: uniform, zipf (exponent 0.99). Default: uniform")
  @Nullable String distributions;

  @Option(
      names = "--threads",
      paramLabel = "N,...",
      description = "Numbers of threads, from 1 to 1024, or all for every core. Default: 1,all")
  @Nullable String threads;

  @Option(
      names = "--reads",
      paramLabel = "PERCENT,...",
      description = "Shares of reads, from 0 to 100. Default: 0,50,90,99,100")
  @Nullable String reads;

  @Option(
      names = "--writes",
      paramLabel = "KIND",
      description =
          "What a write is: put (another value over an existing key), fresh (the same, with a newly"
              + " allocated value), churn (remove, then put). Default: put")
  @Nullable String writes;

  @Option(
      names = "--mode",
      paramLabel = "WHAT,...",
      description =
          "throughput, or latency (the 99th percentile of one operation). Default: throughput")
  @Nullable String mode;

  @Option(
      names = "--shards",
      paramLabel = "N,...",
      description =
          "Compare ShardedMap with these numbers of shards: powers of two from 1 to 65536, and per-key"
              + " (one lock per key, as far as 65536 shards go). Default: the map's own choice")
  @Nullable String shards;

  @Option(
      names = "--profile",
      paramLabel = "WHICH",
      description =
          "own: each JVM's map code has met one key type; mixed: it has met all of them, as in an"
              + " application. Default: own")
  @Nullable String profile;

  @Option(
      names = "--gc",
      paramLabel = "NAME",
      description = "Collector: g1, parallel, serial, zgc, shenandoah. Default: g1")
  @Nullable String gc;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description =
          "Heap of each JVM, -Xms and -Xmx alike, such as 512m or 4g. Default: auto, by the number of"
              + " entries")
  @Nullable String heap;

  @Option(
      names = "--heap-figures",
      description = "Show collections, time in them, and the growth of the heap too.")
  boolean heapFigures;

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description =
          "The time that everything may take, the build included: 90s, 5m, 1h. Default: 5m")
  @Nullable String time;

  @Option(
      names = {"--rounds", "--forks"},
      paramLabel = "N",
      description =
          "JVMs per map and workload, from 1 to 100. In each round every map has its turn, so that a"
              + " drifting machine meets all alike. Default: auto (3 or more, as the time allows)")
  @Nullable String rounds;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where results.json (JMH's own format), report.md and environment.json go. Default:"
              + " compare-results/<date and time>")
  @Nullable String out;

  @Option(
      names = "--suite",
      paramLabel = "NAME",
      description =
          "mix: the operation mixes above; targets: the workloads of this project's target table, each"
              + " with target and reached figure; versions: snapshots, batches, writes by size (these"
              + " two take up to 35m by default); full: everything that a published report shows, with"
              + " all maps and their limit (up to 4h). Default: mix")
  @Nullable String suite;

  @Option(
      names = "--experiment",
      paramLabel = "NAME",
      description =
          "Sets other defaults, each of which can still be overridden: shards (the effect of the number"
              + " of shards on throughput and latency), read-share (of the share of reads, at 100K, 1M"
              + " and 5M keys, with heap figures).")
  @Nullable String experiment;

  @Option(
      names = "--workload",
      paramLabel = "FILE",
      description = {
        "Replay what a file describes, written by hand or by Recorder.wrap(map), on all maps (--maps for fewer), and say which one is best for it.",
        "The format, examples, and how to record: docs/guides/workload.md"
      })
  @Nullable String workload;

  @Option(
      names = "--smoke",
      description = "Try the machinery in under a minute; the figures mean nothing.")
  boolean smoke;

  @Option(
      names = "--ignore-lock",
      description = "Run although another JMH run is under way on this machine.")
  boolean ignoreLock;

  /** Checks everything. */
  Settings resolve() {
    Preset preset = preset();
    Suite chosenSuite =
        suite == null
            ? preset.suite()
            : parse("--suite", suite, t -> Parsers.constant(Suite.class, t));
    boolean mix = chosenSuite == Suite.MIX;
    if (!mix) {
      refuseForFixed(chosenSuite);
    }
    Optional<WorkloadFile> workloadFile =
        Optional.ofNullable(workload).map(t -> parse("--workload", t, Options::readWorkload));
    return new Settings(
        chosenSuite,
        withBaseline(parseList("--maps", orElse(maps, preset.maps()), t -> Subjects.get(t).id())),
        orElse(shards, preset.shards()).isEmpty()
            ? List.of()
            : parseList("--shards", orElse(shards, preset.shards()), Shards::parse),
        mix
            ? parseList(
                "--sizes",
                orElse(sizes, smoke ? Preset.SMOKE.sizes() : preset.sizes()),
                Parsers::entries)
            : List.of(),
        parseList("--keys", orElse(keys, "long"), KeyKind::of),
        parseList(
            "--key-identity",
            orElse(identities, "equal"),
            t -> Parsers.constant(Settings.Identity.class, t)),
        parseList("--distribution", orElse(distributions, "uniform"), Distribution::of),
        mix
            ? parseList("--threads", orElse(threads, preset.threads()), Parsers::threads).stream()
                .sorted()
                .toList()
            : List.of(),
        mix ? parseList("--reads", orElse(reads, preset.reads()), Parsers::percent) : List.of(),
        parse("--writes", orElse(writes, preset.writes()), t -> Parsers.constant(Writes.class, t)),
        parseList("--mode", orElse(mode, preset.mode()), t -> Parsers.constant(Measure.class, t)),
        parse(
            "--profile", orElse(profile, "own"), t -> Parsers.constant(Settings.Profile.class, t)),
        parse("--gc", orElse(gc, "g1"), t -> Parsers.constant(Gc.class, t)),
        numberOrAuto("--heap", orElse(heap, AUTO), Parsers::heapMegabytes),
        heapFigures || preset.heapFigures(),
        parse("--time", orElse(time, preset.time()), Parsers::duration),
        numberOrAuto(
            "--rounds",
            orElse(rounds, smoke ? Preset.SMOKE.rounds() : preset.rounds()),
            Parsers::rounds),
        smoke,
        ignoreLock || smoke,
        outDirectory(),
        workloadFile);
  }

  private static WorkloadFile readWorkload(String file) {
    try {
      return WorkloadFile.read(Path.of(file));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private Preset preset() {
    if (workload != null) {
      if (suite != null || experiment != null) {
        throw new IllegalArgumentException(
            "--workload and "
                + (suite != null ? "--suite" : "--experiment")
                + " exclude each other");
      }
      return Preset.WORKLOAD;
    }
    if (experiment != null) {
      if (suite != null) {
        throw new IllegalArgumentException("--experiment and --suite exclude each other");
      }
      return Preset.ofExperiment(
          parse("--experiment", experiment, t -> Parsers.constant(Experiment.class, t)));
    }
    if ("workload".equals(suite)) {
      throw new IllegalArgumentException("--suite: a workload is given by --workload FILE");
    }
    Suite chosen =
        suite == null ? Suite.MIX : parse("--suite", suite, t -> Parsers.constant(Suite.class, t));
    return smoke && chosen == Suite.MIX ? Preset.SMOKE : Preset.ofSuite(chosen);
  }

  /** The suite says itself what is measured. */
  private void refuseForFixed(Suite fixed) {
    List<String> given = new ArrayList<>();
    addIfGiven(given, "--sizes", sizes);
    addIfGiven(given, "--keys", keys);
    addIfGiven(given, "--key-identity", identities);
    addIfGiven(given, "--distribution", distributions);
    addIfGiven(given, "--threads", threads);
    addIfGiven(given, "--reads", reads);
    addIfGiven(given, "--writes", writes);
    addIfGiven(given, "--mode", mode);
    addIfGiven(given, "--shards", shards);
    boolean file = fixed == Suite.WORKLOAD;
    addIfGiven(given, "--gc", file ? null : gc);
    addIfGiven(given, "--heap-figures", file && heapFigures ? "" : null);
    if (!given.isEmpty()) {
      throw new IllegalArgumentException(
          (file ? "--workload" : "--suite " + Parsers.name(fixed))
              + " sets "
              + String.join(", ", given)
              + " by itself; allowed with it: --maps,"
              + (file ? " --gc," : "")
              + " --profile, --heap, --time, --rounds, --out,"
              + " --smoke, --ignore-lock");
    }
  }

  private static void addIfGiven(List<String> given, String name, @Nullable String value) {
    if (value != null) {
      given.add(name);
    }
  }

  private static List<String> withBaseline(List<String> ids) {
    if (ids.contains(Subjects.BASELINE_ID)) {
      return ids;
    }
    List<String> all = new ArrayList<>(List.of(Subjects.BASELINE_ID));
    all.addAll(ids);
    return all;
  }

  private Path outDirectory() {
    String moment = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now());
    String directory = orElse(out, "compare-results/" + moment);
    try {
      return Path.of(directory).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("--out: " + e.getMessage(), e);
    }
  }

  private static String orElse(@Nullable String given, String otherwise) {
    return given == null ? otherwise : given;
  }

  private static OptionalInt numberOrAuto(
      String option, String text, Function<String, Integer> parser) {
    return text.equals(AUTO) ? OptionalInt.empty() : OptionalInt.of(parse(option, text, parser));
  }

  private static <T> List<T> parseList(String option, String text, Function<String, T> parser) {
    return parse(option, text, t -> Parsers.list(t, parser));
  }

  private static <T> T parse(String option, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
    }
  }
}

package dev.inlay.hostile;

/**
 * A fuzz target: serial forms of maps, key sets and snapshots, wrong in ways that bytes say. It
 * gets deeper than {@link BytesFuzz}, as its streams are streams.
 */
public final class FormsFuzz {
  private static final int DEEPEST = 8;
  private static final int MOST_HANDLES = 400;

  private static final String[] KINDS = {"SHARDED", "STRIPED", "SNAPSHOT", "OTHER"};
  private static final String[] CLASSES = {
    "ShardedMap", "StripedMap", "SnapshotMap", "MapSnapshot", "SerializableKeySet"
  };
  private static final int[] PARAMETERS = {0, 0, 0, 8, 1 << 16, -1, 3, Integer.MAX_VALUE};

  /** The first four have one hash code. */
  private static final String[] TEXTS = {"AaAa", "BBBB", "AaBB", "BBAa", "", "a", "b", "c"};

  private final FuzzBytes bytes;
  private final ForgedStream stream = new ForgedStream();

  private FormsFuzz(byte[] input) {
    this.bytes = new FuzzBytes(input);
  }

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    StreamCheck.check(new FormsFuzz(input).forged());
  }

  private byte[] forged() {
    object(0);
    return stream.bytes();
  }

  private void object(int depth) {
    boolean leaf = depth == DEEPEST || stream.handles() > MOST_HANDLES;
    switch (leaf ? 10 + bytes.below(6) : bytes.below(16)) {
      case 0, 1, 2, 3, 4 -> map(depth);
      case 5, 6 -> stream.keySet(() -> object(depth + 1), () -> object(depth + 1));
      case 7, 8 -> stream.snapshot(version(), () -> object(depth + 1));
      case 9 -> stream.bare("dev.inlay." + CLASSES[bytes.below(CLASSES.length)], 1);
      case 10 -> stream.nothing();
      case 11 -> stream.reference(bytes.below(1 + Math.min(255, stream.handles())));
      case 12 -> stream.integer(bytes.next());
      case 13 -> stream.constant(ForgedStream.KIND, KINDS[bytes.below(KINDS.length)]);
      default -> stream.text(TEXTS[bytes.below(TEXTS.length)]);
    }
  }

  private long version() {
    return bytes.below(2) == 0 ? 1 : (long) bytes.number() << 32;
  }

  private void map(int depth) {
    int kind = bytes.below(16);
    int parameter = bytes.below(16) == 15 ? bytes.number() : PARAMETERS[bytes.below(8)];
    if (kind < 15) {
      stream.map(KINDS[kind == 14 ? 3 : kind % 3], kind % 3 == 0 ? parameter : parameter / 16);
    } else {
      stream.map(() -> object(depth + 1), parameter);
    }
    int mappings = bytes.below(8);
    for (int i = 0; i < mappings && !bytes.isEmpty(); i++) {
      stream.mapping(() -> object(depth + 1), () -> object(depth + 1));
    }
    switch (bytes.below(32)) {
      case 29 -> stream.flag(false);
      case 30 -> stream.endOfData();
      case 31 -> {
        stream.flag(false);
        object(depth + 1);
        stream.endOfData();
      }
      default -> stream.end();
    }
  }
}

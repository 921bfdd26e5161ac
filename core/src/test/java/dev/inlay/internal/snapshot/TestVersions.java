package dev.inlay.internal.snapshot;

/** Writers of versions for tests whose hashes are the same in each run. */
public final class TestVersions {
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  private TestVersions() {}

  /** A writer whose hashes are the same in each run. */
  public static VersionWriter fixed() {
    return new VersionWriter(Version.empty(MULTIPLIER));
  }
}

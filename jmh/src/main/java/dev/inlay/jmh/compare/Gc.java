package dev.inlay.jmh.compare;

import java.util.List;

/** The garbage collectors that a comparison may run with. */
enum Gc {
  G1("-XX:+UseG1GC"),
  PARALLEL("-XX:+UseParallelGC"),
  SERIAL("-XX:+UseSerialGC"),
  ZGC("-XX:+UseZGC"),
  SHENANDOAH("-XX:+UseShenandoahGC");

  private final String flag;

  Gc(String flag) {
    this.flag = flag;
  }

  /**
   * Returns the arguments of a JVM with this collector and a heap of fixed size that is touched at
   * the start.
   */
  List<String> jvmArgs(int heapMegabytes) {
    return List.of(
        flag, "-Xms" + heapMegabytes + "m", "-Xmx" + heapMegabytes + "m", "-XX:+AlwaysPreTouch");
  }
}

package dev.inlay.soak;

import java.util.function.BiFunction;

/** Virtual threads where the JDK has them; by reflection, as the tests are compiled for JDK 17. */
final class VirtualThreads {
  private static final BiFunction<String, Runnable, Thread> FACTORY = factory();

  private VirtualThreads() {}

  /** Whether this JDK has them. */
  static boolean available() {
    return Runtime.version().feature() >= 21;
  }

  /** A thread that has not been started: virtual where there is such a thing, else a daemon. */
  static Thread unstarted(String name, Runnable task) {
    return FACTORY.apply(name, task);
  }

  /** A daemon thread of the platform that has not been started. */
  static Thread ofPlatform(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private static BiFunction<String, Runnable, Thread> factory() {
    if (!available()) {
      return VirtualThreads::ofPlatform;
    }
    return (name, task) -> {
      try {
        Class<?> type = Class.forName("java.lang.Thread$Builder");
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        builder = type.getMethod("name", String.class).invoke(builder, name);
        return (Thread) type.getMethod("unstarted", Runnable.class).invoke(builder, task);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    };
  }
}

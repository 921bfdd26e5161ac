package dev.inlay;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that call listeners: daemons, one for each listener that is being called, so that a
 * listener that blocks holds up no other. They end when there was nothing to tell for some seconds.
 */
final class ListenerThreads {

  private static final long IDLE_SECONDS = 5;

  static final Executor EXECUTOR =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          ListenerThreads::newThread);

  private ListenerThreads() {}

  /**
   * Makes a thread that inherits nothing of whoever happened to write first: neither the context
   * class loader nor, before JDK 24, the protection domains of its callers, which lead to their
   * class loaders.
   */
  @SuppressWarnings("removal") // there is no other way to leave them behind on JDK 17
  private static Thread newThread(Runnable task) {
    return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> newDaemon(task));
  }

  private static Thread newDaemon(Runnable task) {
    Thread thread = new Thread(null, task, "inlay-listener", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(ListenerThreads.class.getClassLoader());
    return thread;
  }
}

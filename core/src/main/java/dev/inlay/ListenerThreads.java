package dev.inlay;

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

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(null, task, "inlay-listener", 0, false);
    thread.setDaemon(true);
    // Not that of whoever happened to write first, which it would keep alive.
    thread.setContextClassLoader(ListenerThreads.class.getClassLoader());
    return thread;
  }
}

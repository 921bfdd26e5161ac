import java.util.concurrent.locks.LockSupport;

/**
 * No map is in here. A thread at the end of its stack unparks a virtual thread, which then never
 * runs again, though it parks for 5 ms at most. JDK 21 or newer: {@code java LostVirtualThread.java}
 */
public class LostVirtualThread {
  private static final Runnable SLEEPER =
      () -> {
        while (true) {
          LockSupport.parkNanos(5_000_000);
          LostVirtualThread.woken++;
        }
      };

  private static volatile Thread sleeper;
  private static volatile long woken;
  private static int level;

  private static void down() {
    try {
      down();
    } catch (StackOverflowError e) {
      // The levels above, with a little more stack each, unpark.
    }
    if (level++ < 200) {
      try {
        LockSupport.unpark(sleeper);
      } catch (StackOverflowError e) {
        // Somewhere inside.
      }
    }
  }

  public static void main(String[] args) throws InterruptedException {
    int lost = 0;
    for (int dive = 0; dive < 5; dive++) {
      sleeper = Thread.ofVirtual().start(SLEEPER);
      Thread.sleep(20);
      level = 0;
      Thread diver = new Thread(null, LostVirtualThread::down, "diver", (192 + 16 * dive) << 10);
      diver.start();
      diver.join();
      Thread.sleep(100);
      long before = woken;
      LockSupport.unpark(sleeper);
      Thread.sleep(1_000);
      lost += woken == before ? 1 : 0;
    }
    System.out.println(lost + " of 5 virtual threads did not run for a second");
    System.exit(0);
  }
}

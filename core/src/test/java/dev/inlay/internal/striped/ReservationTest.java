package dev.inlay.internal.striped;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ReservationTest {

  /** Who waits for a thread whose function has ended waits for nobody. */
  @Test
  void oneThatIsDecidedHoldsNobodyUp() {
    Reservation reservation = new Reservation("key");
    assertThat(reservation.currentHold()).isSameAs(reservation);
    reservation.decided = "value";
    assertThat(reservation.currentHold()).isNull();
  }

  /** Whether it is decided while they pause, or long after they parked. */
  @Test
  @Timeout(value = 5, unit = TimeUnit.SECONDS)
  void whoWaitsGoesOnOnceItIsDecided() throws InterruptedException {
    for (int millis : new int[] {0, 30}) {
      Reservation reservation = new Reservation("key");
      AtomicInteger early = new AtomicInteger();
      List<Thread> waiters = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Thread waiter =
            new Thread(
                () -> {
                  reservation.await(0);
                  if (!reservation.isDecided()) {
                    early.incrementAndGet();
                  }
                });
        waiters.add(waiter);
        waiter.start();
      }
      Thread.sleep(millis);
      reservation.decided = Marker.DEAD;
      reservation.wake();
      for (Thread waiter : waiters) {
        waiter.join();
      }
      assertThat(early).hasValue(0);
    }
  }
}

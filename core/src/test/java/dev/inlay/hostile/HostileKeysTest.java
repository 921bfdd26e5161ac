package dev.inlay.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.tools.Hang;
import dev.inlay.contract.tools.Serial;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Keys whose own code attacks while they are read. What they throw comes out as it is, as with
 * every Java collection.
 */
class HostileKeysTest extends MapContract {

  /** All of one hash code; runs what the test plants. */
  static final class Trap implements Serializable {
    private static final long serialVersionUID = 1;

    private final int id;

    Trap(int id) {
      this.id = id;
    }

    @Override
    public int hashCode() {
      onHashCode.run();
      return 42;
    }

    @Override
    public boolean equals(Object other) {
      onEquals.run();
      return equalToAll || other instanceof Trap that && that.id == id;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      onRead.run();
    }
  }

  private static final Runnable NOTHING = () -> {};

  private static Runnable onHashCode = NOTHING;
  private static Runnable onEquals = NOTHING;
  private static Runnable onRead = NOTHING;
  private static boolean equalToAll;

  @AfterEach
  void disarm() {
    onHashCode = NOTHING;
    onEquals = NOTHING;
    onRead = NOTHING;
    equalToAll = false;
  }

  private byte[] written() {
    return Serial.write(newMapOf(Map.of(new Trap(1), "one", new Trap(2), "two")));
  }

  private static Runnable thrower(RuntimeException planned) {
    return () -> {
      throw planned;
    };
  }

  private void readsAgain(byte[] bytes) throws IOException {
    disarm();
    InlayMap<?, ?> map = subject.remember((InlayMap<?, ?>) Serial.read(bytes));
    assertThat(map).hasSize(2);
  }

  @Test
  void hashCodesThatThrow() throws IOException {
    byte[] bytes = written();
    RuntimeException planned = new RuntimeException("planned");
    onHashCode = thrower(planned);
    assertThatThrownBy(() -> Serial.read(bytes)).isSameAs(planned);
    readsAgain(bytes);
  }

  @Test
  void equalsThatThrows() throws IOException {
    byte[] bytes = written();
    RuntimeException planned = new RuntimeException("planned");
    onEquals = thrower(planned);
    assertThatThrownBy(() -> Serial.read(bytes)).isSameAs(planned);
    readsAgain(bytes);
  }

  @Test
  void readObjectThatThrows() throws IOException {
    byte[] bytes = written();
    RuntimeException planned = new RuntimeException("planned");
    onRead = thrower(planned);
    assertThatThrownBy(() -> Serial.read(bytes)).isSameAs(planned);
    readsAgain(bytes);
  }

  @Test
  void keysThatAreEqualToAllOthers() throws IOException {
    byte[] bytes = written();
    equalToAll = true;
    assertThatThrownBy(() -> Serial.read(bytes))
        .isInstanceOf(InvalidObjectException.class)
        .hasMessageContaining("twice");
    readsAgain(bytes);
  }

  /** Both the map that is read and the one that its keys read meanwhile are whole. */
  @Test
  void keysThatReadTheSameStreamAgain() {
    byte[] bytes = written();
    List<Object> inner = new ArrayList<>();
    Runnable again =
        () -> {
          disarm();
          inner.add(catchThrowable(() -> inner.add(Serial.read(bytes))));
        };
    for (int i = 0; i < 3; i++) {
      onRead = i == 0 ? again : NOTHING;
      onHashCode = i == 1 ? again : NOTHING;
      onEquals = i == 2 ? again : NOTHING;
      Hang.never(
          () -> {
            InlayMap<?, ?> outer = subject.remember((InlayMap<?, ?>) Serial.read(bytes));
            assertThat(outer).hasSize(2);
          });
    }
    assertThat(inner).hasSize(6).filteredOn(Map.class::isInstance).hasSize(3);
    inner.stream()
        .filter(Map.class::isInstance)
        .forEach(map -> assertThat(subject.remember((InlayMap<?, ?>) map)).hasSize(2));
  }

  /** It has no hash code; java.util.HashMap ends the same way. */
  @Test
  void aListThatContainsItselfAsAKey() {
    ForgedStream stream = new ForgedStream();
    stream.map(kind(), 0);
    stream.mapping(
        () -> {
          int list = stream.list(1);
          stream.reference(list);
          stream.endOfData();
        },
        () -> stream.text("value"));
    stream.end();
    assertThat(Hang.thrownBy(StackOverflowError.class, () -> Serial.read(stream.bytes())))
        .isNotNull();
  }

  @Test
  void aListThatContainsItselfAsAValue() throws IOException {
    ForgedStream stream = new ForgedStream();
    stream.map(kind(), 0);
    stream.mapping(
        () -> stream.text("key"),
        () -> {
          int list = stream.list(1);
          stream.reference(list);
          stream.endOfData();
        });
    stream.end();
    Map<?, ?> map = subject.remember((InlayMap<?, ?>) Serial.read(stream.bytes()));
    List<?> value = (List<?>) map.get("key");
    assertThat(value.get(0)).isSameAs(value);
  }

  private String kind() {
    return subject.serialType().getSimpleName().replace("Map", "").toUpperCase(Locale.ROOT);
  }
}

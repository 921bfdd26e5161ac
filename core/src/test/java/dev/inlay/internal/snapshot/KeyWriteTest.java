package dev.inlay.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.contract.tools.Keys;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a thread has seen of a key before it had the turn, and whether it holds then. */
class KeyWriteTest {

  /** One more than lets trees be compared key by key. */
  private static final int PATIENT = 4;

  /** One more than lets a key be looked up in the turn. */
  private static final int VERY_PATIENT = 17;

  private final VersionWriter writer = TestVersions.fixed();

  private static Object colliding(int id) {
    return Keys.COLLIDING.key(id);
  }

  private Version put(Object key, Object value) {
    writer.store(key, value, true, true);
    return writer.current();
  }

  private Version remove(Object key) {
    writer.exchange(key, null, null);
    return writer.current();
  }

  private KeyWrite.Store write(Object key) {
    int hash = Trie.hash(key.hashCode(), writer.current().multiplier);
    return new KeyWrite.Store(key, hash, "stored", true, true);
  }

  private static Spot spot(Version version, KeyWrite write) {
    Spot spot = new Spot();
    spot.seek(version.root, write.hash);
    return spot;
  }

  private static boolean holds(KeyWrite write, Version version) {
    return write.holdsAt(spot(version, write));
  }

  @Test
  void ofASingleKeyTheInstance() {
    Version none = writer.current();
    Version one = put(new String("key"), "one");
    Version two = put("key", "two");
    Version gone = remove("key");
    Version again = put(new String("key"), "again");

    KeyWrite write = write("key");
    assertThat(write.lookUp(one)).isEqualTo("one");
    assertThat(holds(write, one)).isTrue();
    assertThat(holds(write, two)).isTrue();
    assertThat(write.presentAt(spot(two, write))).isEqualTo("two");
    write.attempt = PATIENT;
    for (Version other : new Version[] {none, gone, again}) {
      assertThat(holds(write, other)).isFalse();
      assertThat(write.alone(other)).isNull();
    }

    KeyWrite absent = write("key");
    assertThat(absent.lookUp(none)).isNull();
    assertThat(holds(absent, gone)).isTrue();
    assertThat(absent.presentAt(spot(gone, absent))).isNull();
    assertThat(holds(absent, one)).isFalse();
  }

  @Test
  void ofATreeTheTreeItself() {
    put(colliding(0), "zero");
    Version two = put(colliding(1), "one");
    Version three = put(colliding(2), "two");
    for (int id : new int[] {0, 7}) {
      KeyWrite write = write(colliding(id));
      assertThat(write.lookUp(two)).isEqualTo(id == 0 ? "zero" : null);
      assertThat(holds(write, two)).isTrue();
      assertThat(holds(write, three)).isFalse();
      assertThat(write.presentAt(spot(two, write))).isEqualTo(id == 0 ? "zero" : null);
    }
  }

  /** A thread that has been patient, and no other, compares the trees' keys. */
  @Test
  void orAllKeysOfAnother() throws InterruptedException {
    Object key = colliding(0);
    Version alone = put(key, "zero");
    put(colliding(1), "one");
    Version three = put(colliding(2), "two");
    Version changed = put(key, "changed");
    Version fewer = remove(colliding(1));
    Version more = put(colliding(3), "three");
    Version without = remove(key);
    Version one = remove(colliding(2));
    remove(colliding(3));
    Version aloneAgain = put(key, "again");

    KeyWrite write = write(key);
    write.lookUp(three);
    assertThat(holds(write, changed)).isFalse();
    write.attempt = PATIENT;
    for (Version other : new Version[] {changed, fewer, more}) {
      assertThat(holds(write, other)).isTrue();
      assertThat(write.presentAt(spot(other, write))).isEqualTo("changed");
      // The other tree is the one that was seen from now on.
      write.attempt = 0;
      assertThat(holds(write, other)).isTrue();
      write.attempt = PATIENT;
    }
    assertThat(holds(write, without)).isFalse();
    assertThat(holds(write, one)).isFalse();

    KeyWrite absent = write(colliding(7));
    absent.lookUp(three);
    absent.attempt = PATIENT;
    assertThat(holds(absent, fewer)).isTrue();
    assertThat(holds(absent, more)).isFalse();

    KeyWrite single = write(key);
    single.lookUp(alone);
    single.attempt = PATIENT;
    assertThat(holds(single, three)).isFalse();
    single.lookUp(three);
    assertThat(holds(single, aloneAgain)).isFalse();

    KeyWrite ours = write(key);
    ours.lookUp(three);
    ours.attempt = PATIENT;
    AtomicReference<Object> theirs = new AtomicReference<>();
    Thread thread = new Thread(() -> theirs.set(holds(ours, changed)));
    thread.start();
    thread.join();
    assertThat(theirs).hasValue(false);
  }

  /** In another thread's turn, what has changed makes a write stale. */
  @Test
  void inAnothersTurn() throws InterruptedException {
    Version one = put(new String("key"), "one");
    Version gone = remove("key");
    for (Version seen : new Version[] {one, gone}) {
      for (Version base : new Version[] {one, gone}) {
        KeyWrite.Store write = write("key");
        write.lookUp(seen);
        TrieEdit edit = new TrieEdit(base, true);
        assertThat(write.canBeApplied(edit)).isTrue();
        Thread thread = new Thread(() -> write.apply(edit));
        thread.start();
        thread.join();
        assertThat(write.stale).isEqualTo(seen != base);
        assertThat(edit.isChanged()).isEqualTo(seen == base);
        assertThat(write.before).isEqualTo(seen == one && base == one ? "one" : null);
      }
    }
  }

  /** What compares keys is left to their own thread; what has become stale is not. */
  @Test
  void treesAreLeftToTheirThread() {
    put(colliding(0), "zero");
    Version two = put(colliding(1), "one");
    Version three = put(colliding(2), "two");
    KeyWrite.Store write = write(colliding(0));
    write.lookUp(two);
    assertThat(write.canBeApplied(new TrieEdit(two, true))).isFalse();
    assertThat(write.canBeApplied(new TrieEdit(three, true))).isTrue();
    write.attempt = VERY_PATIENT;
    assertThat(write.canBeApplied(new TrieEdit(three, true))).isFalse();
  }

  /** After many stale attempts, a key is looked up in its thread's turn. */
  @Test
  void inOnesOwnTurn() {
    Version one = put(new String("key"), "one");
    remove("key");
    Version again = put(new String("key"), "again");
    for (int attempt : new int[] {0, VERY_PATIENT}) {
      KeyWrite.Store write = write("key");
      write.lookUp(one);
      write.attempt = attempt;
      TrieEdit edit = new TrieEdit(again, true);
      write.apply(edit);
      assertThat(write.stale).isEqualTo(attempt == 0);
      assertThat(edit.isChanged()).isEqualTo(attempt != 0);
      assertThat(write.before).isEqualTo(attempt == 0 ? null : "again");
    }
  }

  /** What is found in the turn decides whether anything is stored. */
  @Test
  void inOnesOwnTurnNothingIsStoredWhereThereIsSomething() {
    Version none = writer.current();
    Version one = put("key", "one");
    KeyWrite.Store write =
        new KeyWrite.Store("key", write("key").hash, "stored", /* ifAbsent */ true, false);
    write.lookUp(none);
    write.attempt = VERY_PATIENT;
    TrieEdit edit = new TrieEdit(one, true);
    write.apply(edit);
    assertThat(write.stale).isFalse();
    assertThat(edit.isChanged()).isFalse();
    assertThat(write.before).isEqualTo("one");
  }

  /** What equals does to the edit that is being searched is seen. */
  @Test
  void whatEqualsChangesIsLookedAtAgain() {
    TrieEdit[] edit = {null};
    Object other = new Keys.Hashed(1, 42);
    Object key =
        new Keys.Hashed(0, 42) {
          private static final long serialVersionUID = 1;

          @Override
          public boolean equals(Object asked) {
            if (asked == other) {
              return false;
            }
            int hash = Trie.hash(42, writer.current().multiplier);
            edit[0].seek(hash);
            edit[0].removeMapping();
            edit[0].seek(hash);
            edit[0].insert(hash, other, "other");
            return true;
          }

          @Override
          public int hashCode() {
            return 42;
          }
        };
    edit[0] = new TrieEdit(put(new Keys.Hashed(0, 42), "one"), true);
    KeyWrite.Own write = new KeyWrite.Own(key, write(key).hash);
    assertThat(write.find(edit[0])).isNull();
    assertThat(write.attempt).isEqualTo(1);
  }

  /** A value's equals is asked before the turn; in the turn, only of what was asked. */
  @Test
  void aValueThatIsNotTheOneThatMatched() {
    Version one = put("key", new String("one"));
    Version same = put("key", new String("one"));
    Version two = put("key", "two");
    for (int attempt : new int[] {0, VERY_PATIENT}) {
      for (Version base : new Version[] {one, same, two}) {
        KeyWrite.Exchange write =
            new KeyWrite.Exchange("key", Trie.hash("key".hashCode(), one.multiplier), "one", "new");
        assertThat(write.matches(write.lookUp(one))).isTrue();
        write.attempt = attempt;
        TrieEdit edit = new TrieEdit(base, true);
        write.apply(edit);
        boolean done = base == one || (base == same && attempt != 0);
        assertThat(edit.isChanged()).isEqualTo(done);
        assertThat(write.stale).isEqualTo(base != one && attempt == 0);
        assertThat(write.before).isEqualTo(done ? "one" : null);
      }
    }
  }
}

package dev.inlay.jmh.keys;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The types of keys. Each turns an id into a key: equal ids give equal keys, and every call gives a
 * new instance that shares nothing with an earlier one.
 */
public enum KeyKind {
  /** {@code Long} with random ids. */
  LONG {
    @Override
    public Object key(long id) {
      return mix(id);
    }
  },

  /** {@code Long} with consecutive ids: sequential hash codes, which some maps lay out in order. */
  DENSE {
    @Override
    public Object key(long id) {
      return FIRST_DENSE_ID + id;
    }
  },

  /** {@code String} of 18 characters, with a common prefix. */
  STRING {
    @Override
    public Object key(long id) {
      return "user:" + Long.toUnsignedString(mix(id), 36);
    }
  },

  /** A class of the user's own: {@link Point}. */
  USER {
    @Override
    public Object key(long id) {
      long bits = mix(id);
      return new Point((int) (bits >>> 32), (int) bits);
    }
  },

  /**
   * A class of which {@value #KEYS_PER_HASH_CODE} keys share each hash code: {@link CollidingKey}.
   */
  COLLIDING {
    @Override
    public Object key(long id) {
      return new CollidingKey(mix(id), (int) mix(id / KEYS_PER_HASH_CODE));
    }
  };

  /** How many colliding keys share a hash code. */
  public static final int KEYS_PER_HASH_CODE = 16;

  /** Beyond the cache of {@code Long.valueOf}, so that each call gives a new instance. */
  private static final long FIRST_DENSE_ID = 1_000;

  /**
   * Returns a new key.
   *
   * @param id which key; not negative
   * @return the key of that id
   */
  public abstract Object key(long id);

  /**
   * Tells whether the keys have an order.
   *
   * @return whether they are {@link Comparable}
   */
  public boolean ordered() {
    return this != USER;
  }

  /**
   * Returns the name on the command line.
   *
   * @return the name, in lower case
   */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds a kind by its name.
   *
   * @param id the name on the command line
   * @return the kind
   * @throws IllegalArgumentException if there is none, with the names that are allowed
   */
  public static KeyKind of(String id) {
    return Arrays.stream(values())
        .filter(kind -> kind.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no key type is called '" + id + "'; allowed: " + allowedIds()));
  }

  /**
   * Returns every name, for help and error messages.
   *
   * @return the names, separated by commas
   */
  public static String allowedIds() {
    return Arrays.stream(values()).map(KeyKind::id).collect(Collectors.joining(", "));
  }

  /** SplitMix64's finaliser (Steele, Lea, Flood 2014): a bijection, so that ids never meet. */
  private static long mix(long id) {
    long z = id + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

package dev.inlay.jmh.subject;

import java.util.Locale;

/** What only some maps can do; a workload that needs it runs without the others. */
public enum Ability {
  /** To be made for a number of entries. */
  PRESIZE("cannot be made for a number of entries"),

  /** To give its content away so that it no longer changes with the map. */
  SNAPSHOT("has no snapshot"),

  /** To change several keys together, all or nothing. */
  TRANSACTION("has no operation that changes several keys all or nothing");

  private final String lack;

  Ability(String lack) {
    this.lack = lack;
  }

  /**
   * Says why a map without it does not take part.
   *
   * @return words that follow the map's name
   */
  public String lack() {
    return lack;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

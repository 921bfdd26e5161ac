package dev.inlay.jmh.report;

import dev.inlay.jmh.compare.Spread;
import java.util.List;

/** What charts have in common. */
final class Charts {

  private Charts() {}

  /** Returns median, least and greatest, as the page's script wants them. */
  static List<Double> values(Spread spread) {
    return List.of(spread.median(), spread.min(), spread.max());
  }
}

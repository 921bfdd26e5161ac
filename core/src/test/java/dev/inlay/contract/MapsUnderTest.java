package dev.inlay.contract;

import dev.inlay.ShardedMapUnderTest;
import dev.inlay.SnapshotMapUnderTest;
import dev.inlay.StripedMapUnderTest;
import dev.inlay.contract.tools.TestSettings;
import dev.inlay.workload.RecordedMapUnderTest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * The register of maps. {@code -Dinlay.maps=ShardedMap} runs the contract with the named ones only
 * (comma-separated); {@code ReferenceMap}, by which the suite checks itself, runs only when named.
 * {@code recorded} is a map as a recorder hands it out. {@code -Dinlay.variants="8 shards"} runs
 * the configurations whose name contains that only.
 */
public final class MapsUnderTest {
  private MapsUnderTest() {}

  /** New configurations of each map, by the map's name; the first of each is the default one. */
  public static Map<String, List<? extends MapUnderTest>> byMap() {
    Map<String, List<? extends MapUnderTest>> maps = new TreeMap<>();
    maps.put("ShardedMap", ShardedMapUnderTest.variants());
    maps.put("StripedMap", StripedMapUnderTest.variants());
    maps.put("SnapshotMap", SnapshotMapUnderTest.variants());
    maps.put("recorded", RecordedMapUnderTest.variants());
    String chosen = System.getProperty("inlay.maps", String.join(",", maps.keySet()));
    maps.put("ReferenceMap", List.of(new ReferenceUnderTest()));
    maps.keySet().retainAll(List.of(chosen.split(",")));
    return maps;
  }

  /** Every configuration of every map. */
  public static Stream<MapUnderTest> everyVariant() {
    String chosen = System.getProperty("inlay.variants", "");
    return byMap().values().stream()
        .<MapUnderTest>flatMap(List::stream)
        .filter(variant -> variant.toString().contains(chosen));
  }

  /** The default configuration of every map; in long runs, every configuration. */
  public static Stream<MapUnderTest> defaultVariants() {
    return TestSettings.isLongRun()
        ? everyVariant()
        : byMap().values().stream().map(variants -> variants.get(0));
  }

  /** The configuration of that name. */
  public static MapUnderTest named(String name) {
    return everyVariant()
        .filter(variant -> variant.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no configuration is named " + name));
  }

  /** Every configuration of every map, as arguments. */
  public static final class EveryVariant implements ArgumentsProvider {
    @Override
    public Stream<? extends Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      return everyVariant().map(Arguments::of);
    }
  }

  /** The default configuration of every map, as arguments. */
  public static final class DefaultVariant implements ArgumentsProvider {
    @Override
    public Stream<? extends Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      return defaultVariants().map(Arguments::of);
    }
  }
}

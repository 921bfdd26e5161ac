package dev.inlay.contract.testlib;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.SetTestSuiteBuilder;
import com.google.common.collect.testing.TestSetGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.MapFeature;
import com.google.common.collect.testing.features.SetFeature;
import dev.inlay.InlayMap;
import dev.inlay.contract.MapUnderTest;
import dev.inlay.contract.MapsUnderTest;
import dev.inlay.contract.tools.Keys;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import junit.framework.Test;
import junit.framework.TestSuite;
import org.junit.runner.RunWith;
import org.junit.runners.AllTests;

/**
 * Guava's collection tests on every configuration of every map, with ordinary and with colliding
 * keys, and on the sets that maps give. JUnit 3 in style, run by the vintage engine.
 */
@RunWith(AllTests.class)
public final class TestlibTest {
  private static final List<Keys.Kind> KINDS = List.of(Keys.STRINGS, Keys.COLLIDING, Keys.OPAQUE);

  private TestlibTest() {}

  /** The tests, found by JUnit by this method's name. */
  public static Test suite() {
    TestSuite all = new TestSuite("guava-testlib");
    MapsUnderTest.everyVariant().forEach(subject -> all.addTest(suite(subject)));
    return all;
  }

  private static Test suite(MapUnderTest subject) {
    TestSuite suite = new TestSuite(subject.toString());
    for (Keys.Kind kind : KINDS) {
      suite.addTest(map(subject, kind));
      suite.addTest(set(subject, kind, "newKeySet", subject::newKeySet));
    }
    suite.addTest(set(subject, Keys.STRINGS, "keySet with default", () -> defaultKeySet(subject)));
    return suite;
  }

  private static Test map(MapUnderTest subject, Keys.Kind kind) {
    return ConcurrentMapTestSuiteBuilder.using(new KindMapGenerator(kind, subject::newMap))
        .named(subject + " with " + kind + " keys")
        .withFeatures(
            MapFeature.GENERAL_PURPOSE,
            MapFeature.ALLOWS_NULL_ENTRY_QUERIES,
            CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
            CollectionFeature.SERIALIZABLE,
            CollectionSize.ANY)
        .withTearDown(subject::checkStructures)
        .createTestSuite();
  }

  private static Test set(
      MapUnderTest subject, Keys.Kind kind, String name, Supplier<Set<Object>> maker) {
    TestSetGenerator<Object> generator = new KindSetGenerator(kind, maker);
    return SetTestSuiteBuilder.using(generator)
        .named(subject + "." + name + " of " + kind)
        .withFeatures(
            SetFeature.GENERAL_PURPOSE,
            CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
            CollectionFeature.SERIALIZABLE,
            CollectionSize.ANY)
        .withTearDown(subject::checkStructures)
        .createTestSuite();
  }

  private static Set<Object> defaultKeySet(MapUnderTest subject) {
    InlayMap<Object, String> map = subject.newMap();
    return map.keySet("mapped");
  }
}

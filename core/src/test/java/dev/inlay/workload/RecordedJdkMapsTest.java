package dev.inlay.workload;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.MapTestSuiteBuilder;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.MapFeature;
import com.google.common.collect.testing.testers.CollectionAddAllTester;
import com.google.common.collect.testing.testers.CollectionAddTester;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import junit.framework.Test;
import junit.framework.TestSuite;
import org.junit.runner.RunWith;
import org.junit.runners.AllTests;

/** Guava's collection tests on recorded maps of the JDK, with what the JDK's maps allow. */
@RunWith(AllTests.class)
public final class RecordedJdkMapsTest {

  private RecordedJdkMapsTest() {}

  /** The tests, found by JUnit by this method's name. */
  public static Test suite() {
    TestSuite all = new TestSuite("recorded maps of the JDK");
    all.addTest(
        ConcurrentMapTestSuiteBuilder.using(
                new TestStringMapGenerator() {
                  @Override
                  protected Map<String, String> create(Map.Entry<String, String>[] entries) {
                    return Recorder.wrap(filled(new ConcurrentHashMap<>(), entries), 1).map();
                  }
                })
            .named("recorded ConcurrentHashMap")
            .suppressing(addsToTheEntrySet())
            .withFeatures(
                MapFeature.GENERAL_PURPOSE,
                CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                CollectionFeature.SERIALIZABLE,
                CollectionSize.ANY)
            .createTestSuite());
    all.addTest(
        MapTestSuiteBuilder.using(
                new TestStringMapGenerator() {
                  @Override
                  protected Map<String, String> create(Map.Entry<String, String>[] entries) {
                    return Recorder.wrap(filled(new HashMap<>(), entries), 1).map();
                  }
                })
            .named("recorded HashMap")
            .withFeatures(
                MapFeature.GENERAL_PURPOSE,
                MapFeature.ALLOWS_NULL_KEYS,
                MapFeature.ALLOWS_NULL_VALUES,
                MapFeature.ALLOWS_ANY_NULL_QUERIES,
                MapFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION,
                CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                CollectionFeature.SERIALIZABLE,
                CollectionSize.ANY)
            .createTestSuite());
    return all;
  }

  /** Entries can be added to the entry set of a ConcurrentHashMap, recorded or not. */
  private static List<Method> addsToTheEntrySet() {
    return Stream.<Class<?>>of(CollectionAddTester.class, CollectionAddAllTester.class)
        .flatMap(tester -> Stream.of(tester.getMethods()))
        .filter(method -> method.getName().contains("_unsupported"))
        .toList();
  }

  private static <M extends Map<String, String>> M filled(
      M map, Map.Entry<String, String>[] entries) {
    for (Map.Entry<String, String> entry : entries) {
      map.put(entry.getKey(), entry.getValue());
    }
    return map;
  }
}

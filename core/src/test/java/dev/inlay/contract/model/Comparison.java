package dev.inlay.contract.model;

import dev.inlay.InlayMap;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Tells whether a map shows what its model shows, key instances included. */
final class Comparison {
  private Comparison() {}

  /** Throws an {@link AssertionError} that names the first difference. */
  static void of(InlayMap<Object, Object> map, Map<Object, Object> model) {
    equal("size()", model.size(), map.size());
    equal("mappingCount()", (long) model.size(), map.mappingCount());
    equal("isEmpty()", model.isEmpty(), map.isEmpty());
    Set<Object> instances = Collections.newSetFromMap(new IdentityHashMap<>());
    instances.addAll(model.keySet());
    int seen = 0;
    for (Map.Entry<Object, Object> entry : map.entrySet()) {
      seen++;
      if (!instances.remove(entry.getKey())) {
        throw new AssertionError("entrySet() shows a key (or instance) too many: " + entry);
      }
      equal("the value iterated at " + entry.getKey(), model.get(entry.getKey()), entry.getValue());
    }
    equal("entries iterated", model.size(), seen);
    for (Map.Entry<Object, Object> entry : model.entrySet()) {
      equal("get(" + entry.getKey() + ")", entry.getValue(), map.get(entry.getKey()));
    }
    equal("hashCode()", model.hashCode(), map.hashCode());
    equal("equals(model)", true, map.equals(model));
    equal("model.equals(map)", true, model.equals(map));
  }

  /** After a copy by serialisation: the model goes on with the copy's instances. */
  static void adoptInstances(InlayMap<Object, Object> map, Map<Object, Object> model) {
    equal("the copy", model, map);
    model.clear();
    Iterator<Map.Entry<Object, Object>> entries = map.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Object, Object> entry = entries.next();
      model.put(entry.getKey(), entry.getValue());
    }
  }

  static void equal(String what, Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      throw new AssertionError(what + ": expected " + expected + " but was " + actual);
    }
  }
}

package dev.millrace.core.config;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The scalars of a configuration by path, such as {@code split.test} or {@code gate.1.metric}. */
public final class NodeValues {
  private NodeValues() {}

  /** Every scalar as it is written; a list of scalars is one, with commas. */
  public static SortedMap<String, String> of(ConfigNode node) {
    SortedMap<String, String> values = new TreeMap<>();
    add("", node, values);
    return Collections.unmodifiableSortedMap(values);
  }

  private static void add(String path, ConfigNode node, SortedMap<String, String> values) {
    switch (node) {
      case ConfigNode.Scalar scalar -> values.put(path, scalar.text());
      case ConfigNode.Items items -> {
        if (items.values().stream().allMatch(each -> each instanceof ConfigNode.Scalar)) {
          values.put(
              path,
              items.values().stream()
                  .map(each -> ((ConfigNode.Scalar) each).text())
                  .collect(Collectors.joining(", ")));
        } else {
          for (int i = 0; i < items.values().size(); i++) {
            add(path + "." + (i + 1), items.values().get(i), values);
          }
        }
      }
      case ConfigNode.Mapping mapping ->
          mapping
              .entries()
              .forEach(
                  entry ->
                      add(
                          path.isEmpty() ? entry.key() : path + "." + entry.key(),
                          entry.value(),
                          values));
    }
  }
}

package dev.millrace.server.pages;

import dev.millrace.core.report.Numbers;
import dev.millrace.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The numbers in a JSON value whose form is not known here. */
final class Leaves {
  private static final int DEEPEST = 4;

  private Leaves() {}

  /** Numbers by their path, such as {@code metrics.auc}; those in lists are left out. */
  static SortedMap<String, String> numbers(Json json) {
    SortedMap<String, String> found = new TreeMap<>();
    collect("", json, DEEPEST, found);
    found.remove("version");
    return found;
  }

  private static void collect(String path, Json json, int depth, Map<String, String> found) {
    switch (json) {
      case Json.Whole whole -> found.put(path, Words.grouped(whole.value()));
      case Json.Real real -> found.put(path, Numbers.text(real.value()));
      case Json.Members members when depth > 0 ->
          members
              .values()
              .forEach(
                  (name, value) ->
                      collect(path.isEmpty() ? name : path + "." + name, value, depth - 1, found));
      default -> {}
    }
  }

  /** A whole number of an object. */
  static Optional<Long> whole(Json json, String name) {
    return json instanceof Json.Members members
            && members.find(name).orElse(null) instanceof Json.Whole whole
        ? Optional.of(whole.value())
        : Optional.empty();
  }
}

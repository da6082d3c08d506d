package dev.millrace.core.serve;

import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is unusual about the rows of a request that was answered all the same: short texts such as
 * {@code out-of-range:fare}. Immutable.
 */
public final class Flags {
  /** Nothing is. */
  public static final Flags NONE = new Flags(Map.of());

  /** Flags of a row that are told; a row with more has the first ones. */
  private static final int MOST = 60;

  private final Map<Integer, List<String>> rows;

  private Flags(Map<Integer, List<String>> rows) {
    this.rows = rows;
  }

  /** Those of a row; mostly none. */
  public List<String> of(int row) {
    return rows.isEmpty() ? List.of() : rows.getOrDefault(row, List.of());
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The flags by row as one text, for protocols in which a row has no place for them. */
  public Optional<String> text() {
    return isEmpty() ? Optional.empty() : Optional.of(CanonicalJson.text(json()));
  }

  /** The flags by row. */
  public Json json() {
    MembersBuilder out = Json.members();
    rows.forEach((row, flags) -> out.put(Integer.toString(row), Json.texts(flags)));
    return out.build();
  }

  /** Collects flags; one thread. */
  static final class Collector {
    private final Map<Integer, List<String>> rows = new TreeMap<>();

    void add(int row, String flag) {
      List<String> flags = rows.computeIfAbsent(row, any -> new ArrayList<>(1));
      if (flags.size() < MOST) {
        flags.add(flag);
      }
    }

    Flags build() {
      if (rows.isEmpty()) {
        return NONE;
      }
      rows.replaceAll((row, flags) -> List.copyOf(flags));
      return new Flags(rows);
    }
  }
}

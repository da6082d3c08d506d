package dev.millrace.store.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names of metrics, parameters and tags by number, as one connection knows them. A name never
 * changes its number.
 */
final class NameNumbers {
  private static final int MOST = 20_000;

  private final Map<String, Long> numbers = new HashMap<>();
  private final Map<Long, String> names = new HashMap<>();

  void clear() {
    numbers.clear();
    names.clear();
  }

  /** The number of a name, when there is one. */
  Optional<Long> find(SqlSession session, String name) {
    return Optional.ofNullable(read(session, Set.of(name)).get(name));
  }

  /** The name of a number that is there. */
  String name(SqlSession session, long number) {
    @Nullable String known = names.get(number);
    if (known == null) {
      known =
          session.one(
              "SELECT name FROM tracked_name WHERE id = ?", row -> row.getString(1), number);
      remember(known, number);
    }
    return known;
  }

  /** The numbers of names, given to those that have none. */
  Map<String, Long> ensure(SqlSession session, Set<String> wanted) {
    Map<String, Long> found = read(session, wanted);
    List<String> fresh = wanted.stream().filter(name -> !found.containsKey(name)).toList();
    if (fresh.isEmpty()) {
      return found;
    }
    long last = session.one("SELECT coalesce(max(id), 0) FROM tracked_name", row -> row.getLong(1));
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (String name : fresh) {
      last++;
      rows.add(new Object[] {last, name});
      found.put(name, last);
      remember(name, last);
    }
    session.batch("INSERT INTO tracked_name (id, name) VALUES (?, ?)", rows);
    return found;
  }

  private Map<String, Long> read(SqlSession session, Set<String> wanted) {
    Map<String, Long> found = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    for (String name : wanted) {
      @Nullable Long number = numbers.get(name);
      if (number == null) {
        unknown.add(name);
      } else {
        found.put(name, number);
      }
    }
    if (!unknown.isEmpty()) {
      var _ =
          session.fold(
              "SELECT name, id FROM tracked_name WHERE name IN " + InList.marks(unknown.size()),
              found,
              (all, row) -> {
                all.put(row.getString(1), row.getLong(2));
                remember(row.getString(1), row.getLong(2));
                return all;
              },
              InList.padded(unknown));
    }
    return found;
  }

  private void remember(String name, long number) {
    if (numbers.size() >= MOST) {
      clear();
    }
    numbers.put(name, number);
    names.put(number, name);
  }
}

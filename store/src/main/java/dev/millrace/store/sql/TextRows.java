package dev.millrace.store.sql;

import dev.millrace.spi.store.TrackRules;
import dev.millrace.spi.track.NoteLimits;
import dev.millrace.spi.track.Param;
import dev.millrace.spi.track.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Parameters and tags of runs as rows. */
final class TextRows {
  private TextRows() {}

  static void addParams(SqlSession session, long run, List<Param> params) {
    if (params.isEmpty()) {
      return;
    }
    Map<String, String> wanted = new LinkedHashMap<>();
    params.forEach(param -> wanted.put(param.name(), param.value()));
    Map<String, Long> numbers = session.names().ensure(session, wanted.keySet());
    Map<String, String> there = read(session, "run_param", run, numbers);
    List<@Nullable Object[]> inserts = new ArrayList<>();
    for (Param param : params) {
      String before = there.get(param.name());
      if (before == null) {
        inserts.add(new Object[] {run, numbers.get(param.name()), param.value()});
      } else if (!before.equals(param.value())) {
        throw TrackRules.paramTaken(param, before);
      }
    }
    requireRoom(session, "run_param", "parameters of this run", run, inserts.size());
    session.batch("INSERT INTO run_param (run, name_id, value) VALUES (?, ?, ?)", inserts);
  }

  static void addTags(SqlSession session, long run, List<Tag> tags) {
    if (tags.isEmpty()) {
      return;
    }
    Map<String, String> wanted = new LinkedHashMap<>();
    tags.forEach(tag -> wanted.put(tag.name(), tag.value()));
    Map<String, Long> numbers = session.names().ensure(session, wanted.keySet());
    Map<String, String> there = read(session, "run_tag", run, numbers);
    List<@Nullable Object[]> rows = new ArrayList<>();
    wanted.forEach(
        (name, value) -> {
          if (!value.equals(there.get(name))) {
            rows.add(new Object[] {run, numbers.get(name), value});
          }
        });
    requireRoom(session, "run_tag", "tags of this run", run, wanted.size() - there.size());
    session.batch(
        "INSERT INTO run_tag (run, name_id, value) VALUES (?, ?, ?)"
            + " ON CONFLICT (run, name_id) DO UPDATE SET value = excluded.value",
        rows);
  }

  /** Takes a tag away: VALUE_INVALID when it is not there. */
  static void removeTag(SqlSession session, long run, String name) {
    int removed =
        session
            .names()
            .find(session, name)
            .map(
                number ->
                    session.execute(
                        "DELETE FROM run_tag WHERE run = ? AND name_id = ?", run, number))
            .orElse(0);
    if (removed == 0) {
      throw TrackRules.noTag(name);
    }
  }

  private static Map<String, String> read(
      SqlSession session, String table, long run, Map<String, Long> numbers) {
    Map<Long, String> names = new HashMap<>();
    numbers.forEach((name, number) -> names.put(number, name));
    List<Object> parameters = new ArrayList<>(List.of(run));
    InList.add(parameters, new ArrayList<>(names.keySet()));
    return session.fold(
        "SELECT name_id, value FROM "
            + table
            + " WHERE run = ? AND name_id IN "
            + InList.marks(names.size()),
        new HashMap<>(),
        (found, row) -> {
          found.put(Objects.requireNonNull(names.get(row.getLong(1))), row.getString(2));
          return found;
        },
        parameters.toArray());
  }

  private static void requireRoom(
      SqlSession session, String table, String what, long run, int fresh) {
    if (fresh > 0) {
      long there =
          session.one(
              "SELECT count(*) FROM " + table + " WHERE run = ?", row -> row.getLong(1), run);
      if (there + fresh > NoteLimits.RUN_TEXTS) {
        throw TrackRules.full(what, NoteLimits.RUN_TEXTS);
      }
    }
  }
}

package dev.millrace.store.sql;

import dev.millrace.spi.track.MetricPoint;
import dev.millrace.spi.track.Param;
import dev.millrace.spi.track.RunNotes;
import dev.millrace.spi.track.Tag;
import dev.millrace.store.sql.TrackedRunRow.Numbered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what is noted of some runs. */
final class NotesOfRuns {
  private NotesOfRuns() {}

  /** The runs with their notes, in the order they are given; at most 1,000. */
  static List<RunNotes> load(SqlSession session, List<Numbered> runs) {
    if (runs.isEmpty()) {
      return List.of();
    }
    List<Long> ids = runs.stream().map(Numbered::id).toList();
    Map<Long, List<MetricPoint>> metrics =
        read(
            session,
            "SELECT run, name_id, nan, value, at_ms, step FROM run_metric WHERE run IN ",
            ids,
            (name, row) -> MetricRows.point(name, row, 3));
    Map<Long, List<Param>> params =
        read(
            session,
            "SELECT run, name_id, value FROM run_param WHERE run IN ",
            ids,
            (name, row) -> new Param(name, row.getString(3)));
    Map<Long, List<Tag>> tags =
        read(
            session,
            "SELECT run, name_id, value FROM run_tag WHERE run IN ",
            ids,
            (name, row) -> new Tag(name, row.getString(3)));
    return runs.stream()
        .map(
            run ->
                new RunNotes(
                    run.run(),
                    metrics.getOrDefault(run.id(), List.of()),
                    params.getOrDefault(run.id(), List.of()),
                    tags.getOrDefault(run.id(), List.of())))
        .toList();
  }

  private static <T> Map<Long, List<T>> read(
      SqlSession session, String sql, List<Long> ids, NamedReader<T> reader) {
    return session.fold(
        sql + InList.marks(ids.size()),
        new HashMap<>(),
        (found, row) -> {
          String name = session.names().name(session, row.getLong(2));
          found
              .computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
              .add(reader.read(name, row));
          return found;
        },
        InList.padded(ids));
  }

  private interface NamedReader<T> {
    T read(String name, java.sql.ResultSet row) throws java.sql.SQLException;
  }
}

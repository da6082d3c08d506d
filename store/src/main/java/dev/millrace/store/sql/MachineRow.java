package dev.millrace.store.sql;

import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.MachineId;
import dev.millrace.spi.store.MachineState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** A durable state machine as a row. */
final class MachineRow {
  private MachineRow() {}

  static MachineState read(ResultSet row) throws SQLException {
    return new MachineState(
        new MachineId(MachineId.Kind.valueOf(row.getString("kind")), row.getString("name")),
        row.getLong("revision"),
        Rows.json(row, "state"),
        Rows.findInstant(row, "due"),
        Rows.instant(row, "at"));
  }

  static Optional<MachineState> find(SqlSession session, ProjectName project, MachineId id) {
    return session.find(
        "SELECT * FROM machine WHERE project = ? AND kind = ? AND name = ?",
        row -> read(row),
        project.value(),
        id.kind().name(),
        id.name());
  }

  static void save(SqlSession session, ProjectName project, MachineState machine) {
    session.execute(
        "INSERT INTO machine (project, kind, name, revision, state, due, at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (project, kind, name) DO UPDATE SET"
            + " revision = excluded.revision, state = excluded.state, due = excluded.due,"
            + " at = excluded.at",
        project.value(),
        machine.id().kind().name(),
        machine.id().name(),
        machine.revision(),
        Rows.json(machine.state()),
        machine.due().map(Rows::micros),
        Rows.micros(machine.at()));
  }
}

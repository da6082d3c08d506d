package dev.millrace.store.sql;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A table of the metadata.
 *
 * @param columns in their order
 * @param refersTo other tables that must have their rows first
 */
record TableShape(String name, List<String> columns, Set<String> refersTo) {
  /** Tables of the migrations, which each database keeps for itself. */
  private static final Set<String> NOT_CONTENT = Set.of("flyway_schema_history", "millrace");

  /** The tables of a home, each after those it refers to. */
  static List<TableShape> all(SqlSession session) {
    List<TableShape> left = session.describe(TableShape::read);
    List<TableShape> ordered = new ArrayList<>();
    Set<String> there = new HashSet<>();
    while (!left.isEmpty()) {
      List<TableShape> next =
          left.stream().filter(table -> there.containsAll(table.refersTo)).toList();
      if (next.isEmpty()) {
        throw new IllegalStateException("tables refer to each other in a circle: " + left);
      }
      ordered.addAll(next);
      next.forEach(table -> there.add(table.name));
      left = left.stream().filter(table -> !there.contains(table.name)).toList();
    }
    return ordered;
  }

  private static List<TableShape> read(Connection connection) throws SQLException {
    DatabaseMetaData metadata = connection.getMetaData();
    String schema = connection.getSchema();
    List<TableShape> tables = new ArrayList<>();
    for (String name :
        strings(metadata.getTables(null, schema, "%", new String[] {"TABLE"}), "TABLE_NAME")) {
      if (!NOT_CONTENT.contains(name) && !name.startsWith("sqlite_")) {
        Set<String> refersTo =
            new HashSet<>(strings(metadata.getImportedKeys(null, schema, name), "PKTABLE_NAME"));
        refersTo.remove(name);
        tables.add(
            new TableShape(
                name,
                strings(metadata.getColumns(null, schema, name, "%"), "COLUMN_NAME"),
                refersTo));
      }
    }
    return tables;
  }

  private static List<String> strings(ResultSet rows, String column) throws SQLException {
    try (rows) {
      List<String> all = new ArrayList<>();
      while (rows.next()) {
        all.add(rows.getString(column));
      }
      return all;
    }
  }

  String select() {
    return "SELECT " + String.join(", ", columns) + " FROM " + name;
  }

  /** Puts so many rows at once. */
  String insert(int rows) {
    String row = "(" + String.join(", ", columns.stream().map(column -> "?").toList()) + ")";
    return "INSERT INTO "
        + name
        + " ("
        + String.join(", ", columns)
        + ") VALUES "
        + String.join(", ", java.util.Collections.nCopies(rows, row));
  }
}

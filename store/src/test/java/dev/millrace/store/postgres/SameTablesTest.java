package dev.millrace.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.spi.store.Checkpoints;
import dev.millrace.store.sqlite.SqliteSettings;
import dev.millrace.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both databases keep the same: every table of SQLite, with its columns and its keys. */
@Tag("contract")
class SameTablesTest {
  /** What each database knows about itself. */
  private static final Set<String> OWN = Set.of("millrace", "flyway_schema_history");

  @Test
  void tablesColumnsAndKeysAreTheSame(@TempDir Path data, @TempDir Path folder)
      throws IOException, SQLException {
    Path file = folder.resolve("millrace.db");
    SqliteStore.open(file, SqliteSettings.DEFAULTS, Checkpoints.NONE).close();
    try (PostgresServer server = PostgresServer.start(data);
        Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + file);
        Connection postgres =
            DriverManager.getConnection(
                server.url(server.copyOfMade()), "miller", PostgresServer.PASSWORD_VALUE)) {
      Map<String, Set<String>> expected = tables(sqlite, null);
      assertThat(expected).hasSizeGreaterThan(15).containsKeys("event", "machine", "lease");
      assertThat(tables(postgres, "public")).isEqualTo(expected);
    }
  }

  /** Columns, and keys with the columns they are made of, by table. */
  private static Map<String, Set<String>> tables(
      Connection connection, @org.jspecify.annotations.Nullable String schema) throws SQLException {
    DatabaseMetaData data = connection.getMetaData();
    Map<String, Set<String>> tables = new TreeMap<>();
    try (ResultSet each = data.getTables(null, schema, "%", new String[] {"TABLE"})) {
      while (each.next()) {
        if (!OWN.contains(each.getString("TABLE_NAME"))) {
          tables.put(each.getString("TABLE_NAME"), new TreeSet<>());
        }
      }
    }
    for (Map.Entry<String, Set<String>> table : tables.entrySet()) {
      Set<String> found = table.getValue();
      try (ResultSet each = data.getColumns(null, schema, table.getKey(), "%")) {
        while (each.next()) {
          found.add(each.getString("COLUMN_NAME") + ", nullable " + each.getString("IS_NULLABLE"));
        }
      }
      try (ResultSet each = data.getPrimaryKeys(null, schema, table.getKey())) {
        while (each.next()) {
          found.add("key " + each.getInt("KEY_SEQ") + " " + each.getString("COLUMN_NAME"));
        }
      }
      try (ResultSet each = data.getImportedKeys(null, schema, table.getKey())) {
        while (each.next()) {
          found.add(
              String.join(
                  " ",
                  List.of(
                      each.getString("FKCOLUMN_NAME"),
                      "refers to",
                      each.getString("PKTABLE_NAME"),
                      each.getString("PKCOLUMN_NAME"))));
        }
      }
    }
    return tables;
  }
}

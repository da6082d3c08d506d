package dev.millrace.store.sqlite;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a metadata file says it is. It stands in the file's header, so that nothing else has to be
 * understood to read it.
 */
final class SchemaVersion {
  /** Version of the newest migration. */
  static final int CURRENT = 4;

  private static final int MILL = 0x4d494c4c;

  private SchemaVersion() {}

  /**
   * Version of the schema of a file, 0 when it is new: HOME_NEWER, HOME_INVALID when another
   * program made it.
   */
  static int read(Connection connection, Path database) throws SQLException {
    int application = pragma(connection, "application_id");
    int version = pragma(connection, "user_version");
    if (application != MILL && (application != 0 || version != 0 || hasTables(connection))) {
      throw Problem.of(ErrorCode.HOME_INVALID, "this database was not made by Millrace")
          .at(database.toString())
          .next("Choose another folder with --home")
          .asException();
    }
    if (version > CURRENT) {
      throw Problem.of(ErrorCode.HOME_NEWER, "this home was written by a newer version of Millrace")
          .at(database.toString())
          .found("schema " + version)
          .allowed("schema 1 to " + CURRENT)
          .next("Use that version or a newer one, or choose another folder with --home")
          .asException();
    }
    return version;
  }

  /** The table of migrations does not count: it comes first, and its maker may have ended then. */
  private static boolean hasTables(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        var tables =
            statement.executeQuery(
                "SELECT count(*) FROM sqlite_schema WHERE tbl_name <> 'flyway_schema_history'")) {
      return tables.next() && tables.getLong(1) > 0;
    }
  }

  private static int pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        var value = statement.executeQuery("PRAGMA " + name)) {
      value.next();
      return value.getInt(1);
    }
  }
}

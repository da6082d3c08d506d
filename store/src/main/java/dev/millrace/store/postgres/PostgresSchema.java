package dev.millrace.store.postgres;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.store.sql.MigrationLog;
import dev.millrace.store.sql.SqlSession;
import org.flywaydb.core.Flyway;

/** Brings a database to the current schema, by one process at a time. */
final class PostgresSchema {
  /** Version of the newest migration; SQLite's migrations have the same numbers. */
  static final int CURRENT = 4;

  /** The oldest version of the server that is tested, as it numbers itself. */
  static final int OLDEST_SERVER = 140000;

  private static final String LOCATION = "classpath:dev/millrace/store/postgres/migration";

  private PostgresSchema() {}

  /**
   * Makes or upgrades the tables if need be: HOME_NEWER, HOME_INVALID when somebody else's are
   * there, CONFIG_VALUE_INVALID when the server cannot be used. Flyway sees to it that one process
   * migrates at a time.
   */
  static void makeCurrent(PostgresConnections connections, SqlSession session, String address) {
    requireUsable(session, address);
    if (version(session, address) < CURRENT) {
      var _ = connections.withSource(source -> flyway(source).migrate());
      var _ = version(session, address);
    }
  }

  static Flyway flyway(javax.sql.DataSource source) {
    return Flyway.configure(PostgresSchema.class.getClassLoader())
        .dataSource(source)
        .locations(LOCATION)
        .cleanDisabled(true)
        .loggers(MigrationLog.class.getName())
        .load();
  }

  private static void requireUsable(SqlSession session, String address) {
    String server = setting(session, "server_version");
    if (Integer.parseInt(setting(session, "server_version_num")) < OLDEST_SERVER) {
      throw Problem.of(ErrorCode.CONFIG_VALUE_INVALID, "this version of PostgreSQL is too old")
          .at(address)
          .found(server)
          .allowed("version " + OLDEST_SERVER / 10000 + " and newer")
          .next("Upgrade the server, or name another in 'store' in home.yaml of the home")
          .asException();
    }
    String encoding = setting(session, "server_encoding");
    if (!encoding.equals("UTF8")) {
      throw Problem.of(
              ErrorCode.CONFIG_VALUE_INVALID, "the metadata database cannot keep every text")
          .at(address)
          .found("encoding " + encoding)
          .allowed("encoding UTF8")
          .next("Make a database with: CREATE DATABASE name ENCODING 'UTF8' TEMPLATE template0")
          .asException();
    }
  }

  /** Version of the schema, 0 when there is none yet. */
  private static int version(SqlSession session, String address) {
    if (session.one("SELECT to_regclass('millrace') IS NULL", row -> row.getBoolean(1))) {
      requireEmpty(session, address);
      return 0;
    }
    int version = session.one("SELECT schema_version FROM millrace", row -> row.getInt(1));
    if (version > CURRENT) {
      throw Problem.of(ErrorCode.HOME_NEWER, "this home was written by a newer version of Millrace")
          .at(address)
          .found("schema " + version)
          .allowed("schema 1 to " + CURRENT)
          .next("Use that version or a newer one, or name another database in 'store'")
          .asException();
    }
    return version;
  }

  /** The table of migrations does not count: it comes first, and its maker may have ended then. */
  private static void requireEmpty(SqlSession session, String address) {
    String others =
        session.one(
            "SELECT coalesce(string_agg(tablename, ', ' ORDER BY tablename), '') FROM pg_tables"
                + " WHERE schemaname = current_schema() AND tablename <> 'flyway_schema_history'",
            row -> row.getString(1));
    if (!others.isEmpty()) {
      throw Problem.of(ErrorCode.HOME_INVALID, "this database holds what Millrace did not make")
          .at(address)
          .found(others)
          .next("Name an empty database, or an empty schema with ?currentSchema=, in 'store'")
          .asException();
    }
  }

  private static String setting(SqlSession session, String name) {
    return session.one("SELECT current_setting(?)", row -> row.getString(1), name);
  }
}

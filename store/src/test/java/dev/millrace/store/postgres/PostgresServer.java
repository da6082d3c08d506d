package dev.millrace.store.postgres;

import dev.millrace.spi.secret.Secret;
import dev.millrace.spi.secret.SecretName;
import dev.millrace.spi.secret.Secrets;
import dev.millrace.spi.store.Checkpoints;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** A real server on this machine, with the owner {@code miller} of its databases. */
public final class PostgresServer implements AutoCloseable {
  static final SecretName PASSWORD = new SecretName("STORE_PASSWORD");

  /** Awkward on purpose: a quote, a backslash, a blank and a letter of two bytes. */
  static final String PASSWORD_VALUE = "mill'er \\ pässword";

  public static final Secrets SECRETS = name -> new Secret(name, PASSWORD_VALUE);

  private static final String TEMPLATE = "made";

  /** The administrator is let in from this machine, everybody else by password. */
  private static final String WHO_MAY =
      """
      host all postgres samehost trust
      host all all samehost scram-sha-256
      """;

  private final Path data;
  private EmbeddedPostgres server;
  private int databases;
  private boolean made;

  private PostgresServer(Path data, EmbeddedPostgres server) {
    this.data = data;
    this.server = server;
  }

  /** Starts a new server, whose files are in an empty folder. */
  public static PostgresServer start(Path data) throws IOException {
    PostgresServer started = new PostgresServer(data, run(data, 0));
    Files.writeString(data.resolve("pg_hba.conf"), WHO_MAY);
    started.asAdministrator("SELECT pg_reload_conf()");
    started.asAdministrator(
        "CREATE ROLE miller LOGIN PASSWORD '" + PASSWORD_VALUE.replace("'", "''") + "'");
    return started;
  }

  /** An empty database of its own. */
  String makeDatabase() {
    return makeDatabase("");
  }

  /** A database with the current tables and nothing in them, made once and copied. */
  public String copyOfMade() {
    if (!made) {
      asAdministrator("CREATE DATABASE " + TEMPLATE + " OWNER miller");
      made = true;
      PostgresStore.open(settings(TEMPLATE), SECRETS, Checkpoints.NONE).close();
    }
    return makeDatabase(" TEMPLATE " + TEMPLATE);
  }

  private String makeDatabase(String more) {
    String name = "home" + ++databases;
    asAdministrator("CREATE DATABASE " + name + " OWNER miller" + more);
    return name;
  }

  public PostgresSettings settings(String database) {
    return settingsOf(url(database));
  }

  /** How the owner of the databases is let in. */
  public static PostgresSettings settingsOf(String url) {
    return PostgresSettings.of(url, Optional.of("miller"), Optional.of(PASSWORD));
  }

  public String url(String database) {
    return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
  }

  /** Ends every connection of this program to a database, as a restart or a fire wall would. */
  void cutOff(String database) {
    asAdministrator(
        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '"
            + database
            + "'");
  }

  void asAdministrator(String sql) {
    inDatabase("postgres", sql);
  }

  /** As the administrator, in a database. */
  void inDatabase(String database, String sql) {
    try (Connection connection = server.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static EmbeddedPostgres run(Path data, int port) throws IOException {
    var builder = EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
    return (port == 0 ? builder : builder.setPort(port)).start();
  }

  /** Ends the server; {@link #startAgain} starts it with what it has, at the same address. */
  void stop() throws IOException {
    server.close();
  }

  void startAgain() throws IOException {
    server = run(data, server.getPort());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

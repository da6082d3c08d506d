package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home whose metadata is in a real PostgreSQL database: commands, serving, and a lost server. */
@Tag("contract")
class PostgresHomeTest {
  private static final String PASSWORD = "not-for-anybody";
  private static final String ROW = "{\"rows\": [{\"x\": 2, \"kind\": \"ok\"}]}";

  @TempDir Path data;
  @TempDir Path folder;
  @TempDir Path elsewhere;
  private EmbeddedPostgres server;

  @BeforeEach
  void startServer() throws IOException, SQLException {
    server = run(0);
    Files.writeString(
        data.resolve("pg_hba.conf"),
        "host all postgres samehost trust\nhost all all samehost scram-sha-256\n");
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_reload_conf()");
      statement.execute("CREATE ROLE miller LOGIN PASSWORD '" + PASSWORD + "'");
      statement.execute("CREATE DATABASE mill OWNER miller");
    }
    Files.createDirectories(folder.resolve("secrets"));
    Path secret = folder.resolve("secrets").resolve("STORE_PASSWORD");
    Files.writeString(secret, PASSWORD + "\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(
        folder.resolve("home.yaml"),
        String.format(
            Locale.ROOT,
            """
            store:
              url: jdbc:postgresql://localhost:%d/mill
              user: miller
              password: secret(STORE_PASSWORD)
            """,
            server.getPort()));
  }

  private EmbeddedPostgres run(int port) throws IOException {
    var builder = EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
    return (port == 0 ? builder : builder.setPort(port)).start();
  }

  @AfterEach
  void stopServer() throws IOException {
    server.close();
  }

  @Test
  void doctorNamesTheStoreAndSaysWhenItIsAway() throws IOException {
    SmallModel.register(folder);
    SpokenCommand well = SpokenCommand.run("doctor", "--home", folder.toString());
    assertThat(well.code()).as(well.out()).isZero();
    assertThat(well.out())
        .containsPattern("ok +store +PostgreSQL 17\\.\\d.*jdbc:postgresql://localhost:\\d+/mill\\R")
        .containsPattern("ok +events +\\d, chain whole")
        .doesNotContain(PASSWORD);
    assertThat(folder.resolve("millrace.db")).doesNotExist();

    server.close();
    SpokenCommand away = SpokenCommand.run("doctor", "--home", folder.toString());
    assertThat(away.code()).isEqualTo(1);
    assertThat(away.out())
        .containsPattern("BAD +home +.*jdbc:postgresql://localhost:\\d+/mill")
        .contains("cannot be reached")
        .doesNotContain(PASSWORD);
    SpokenCommand models = SpokenCommand.run("models", "list", "--home", folder.toString());
    assertThat(models.code()).isNotZero();
    assertThat(models.err()).contains("STORE_UNREACHABLE").doesNotContain(PASSWORD, "\tat ");
  }

  @Test
  void serverAnswersWhileTheStoreIsAwayAndWritesOnceItIsBack() throws Exception {
    try (LiveHome live = LiveHome.start(folder)) {
      assertThat(live.predict(ROW).statusCode()).isEqualTo(200);
      int port = server.getPort();
      server.close();
      assertThat(live.predict(ROW).statusCode()).isEqualTo(200);
      MillraceException refused =
          Assertions.catchThrowableOfType(MillraceException.class, () -> live.registerAgain(1));
      assertThat(refused.code()).isEqualTo(ErrorCode.STORE_UNREACHABLE);
      assertThat(live.predict(ROW).statusCode()).isEqualTo(200);
      server = run(port);
      assertThat(live.registerAgain(1).version()).isEqualTo(2);
      assertThat(live.predict(ROW).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void twoRunsOfAPipelineKeepTheirRecordThere() throws IOException {
    SmallRun.in(elsewhere, 3);
    for (int i = 0; i < 2; i++) {
      SpokenCommand run =
          SpokenCommand.run(
              "run", elsewhere.resolve("pipeline.yaml").toString(), "--home", folder.toString());
      assertThat(run.code()).as(run.err()).isZero();
    }
    SpokenCommand models =
        SpokenCommand.run("models", "show", "trips", "--home", folder.toString());
    assertThat(models.code()).as(models.err()).isZero();
    assertThat(models.out()).contains("trips");
    SpokenCommand runs = SpokenCommand.run("runs", "--home", folder.toString());
    assertThat(runs.out().lines().filter(line -> line.contains("trips"))).hasSize(2);
  }
}

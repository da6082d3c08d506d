package dev.millrace.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.duckdb.capi.Connection;
import dev.millrace.duckdb.capi.Database;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.engine.EngineSettings;
import dev.millrace.spi.engine.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine may touch: granted folders and its scratch, nothing else, whatever is asked. */
class LockedDownTest {
  @TempDir private Path granted;
  @TempDir private Path other;
  @TempDir private Path scratchFolder;

  @Test
  void statementsReachNothingElse() throws IOException {
    Path inside = Files.writeString(granted.resolve("a.csv"), "a\n1\n");
    Path outside = Files.writeString(other.resolve("b.csv"), "a\n2\n");
    Path link = Files.createSymbolicLink(granted.resolve("link.csv"), outside);
    try (Scratch scratch = Scratch.open(scratchFolder);
        Database database = new Database();
        Connection connection = database.connect()) {
      DuckSettings.apply(
          connection, new EngineSettings(1, 64L << 20, scratchFolder, List.of(granted)), scratch);
      assertThatCode(() -> connection.execute("SELECT * FROM read_csv(" + Sql.file(inside) + ")"))
          .doesNotThrowAnyException();
      for (String statement :
          List.of(
              "SELECT * FROM read_csv(" + Sql.file(outside) + ")",
              "SELECT * FROM read_csv(" + Sql.file(link) + ")",
              "SELECT * FROM read_csv("
                  + Sql.text(granted + "/../" + other.getFileName() + "/b.csv")
                  + ")",
              "SELECT * FROM read_text('/etc/passwd')",
              "COPY (SELECT 1) TO " + Sql.file(other.resolve("x.csv")),
              "ATTACH " + Sql.file(other.resolve("x.db")),
              "INSTALL httpfs",
              "LOAD httpfs",
              "SELECT * FROM 'http://localhost:1/x.csv'",
              "SET enable_external_access=true",
              "SET lock_configuration=false",
              "SET memory_limit='1GB'")) {
        assertThat(
                catchThrowableOfType(MillraceException.class, () -> connection.execute(statement)))
            .as(statement)
            .isNotNull();
      }
    }
  }

  @Test
  void sourcesOutsideTheGrantedFoldersAreDenied() throws IOException {
    Path outside = Files.writeString(other.resolve("b.csv"), "a\n2\n");
    Path link = Files.createSymbolicLink(granted.resolve("link.csv"), outside);
    try (OpenEngine open = new OpenEngine(granted, 1)) {
      for (Path file : List.of(outside, link)) {
        MillraceException failure =
            catchThrowableOfType(
                MillraceException.class,
                () -> open.engine.infer(OpenEngine.csv(file), ReadOptions.DEFAULTS));
        assertThat(failure).isNotNull();
        assertThat(failure.code()).isEqualTo(ErrorCode.POLICY_DENIED);
      }
    }
  }
}

package dev.millrace.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.column.Fields;
import dev.millrace.duckdb.capi.Connection;
import dev.millrace.duckdb.capi.Database;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.data.SourceFormat;
import dev.millrace.spi.engine.InferredColumn;
import dev.millrace.spi.engine.InferredTable;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.engine.ReadOptions;
import dev.millrace.testkit.table.Tables;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet files other programs write: their types, nested fields, and what is refused. */
class ParquetSourceTest {
  @TempDir private Path folder;
  private OpenEngine open;

  @BeforeEach
  void open() {
    open = new OpenEngine(folder, 2);
  }

  @AfterEach
  void close() {
    open.close();
  }

  private Path parquet(String name, String query) {
    Path file = folder.resolve(name);
    try (Database database = new Database();
        Connection connection = database.connect()) {
      connection.execute("COPY (" + query + ") TO " + Sql.file(file) + " (FORMAT parquet)");
    }
    return file;
  }

  private InferredTable infer(Path... files) {
    return open.engine.infer(OpenEngine.pinned(SourceFormat.PARQUET, files), ReadOptions.DEFAULTS);
  }

  private static Fields fields(InferredTable table) {
    return new Fields(table.columns().stream().map(InferredColumn::field).toList());
  }

  private Landed land(Path file) {
    return open.landInferred(OpenEngine.pinned(SourceFormat.PARQUET, file));
  }

  @Test
  void smallerAndOtherTypesFindTheirs() {
    Path file =
        parquet(
            "types.parquet",
            """
            SELECT 1::TINYINT a, 2::UINTEGER b, 18446744073709551615::UBIGINT c, 0.5::FLOAT d,
              'x'::ENUM('x', 'y') e, uuid() f, TIME '10:00:00' g,
              TIMESTAMP_NS '2024-01-01 00:00:00.123456789' h, [1::SMALLINT, 2] i\
            """);
    assertThat(fields(infer(file)))
        .isEqualTo(
            Tables.fields(
                "a int64",
                "b int64",
                "c decimal(20,0)",
                "d float64",
                "e utf8",
                "f utf8",
                "g utf8",
                "h local-datetime",
                "i list<int64>"));
    List<?> row = open.rows(land(file)).get(0);
    assertThat(row.get(2)).isEqualTo(new BigDecimal("18446744073709551615"));
    assertThat(row.get(6)).isEqualTo("10:00:00");
    assertThat(row.get(7)).isEqualTo(1_704_067_200_123_456L);
    assertThat(row.get(8)).isEqualTo(List.of(1L, 2L));
  }

  @Test
  void nestedFieldsAreColumns() {
    Path file =
        parquet(
            "nested.parquet",
            """
            SELECT {'b': 1, 'c d': {'e': 'x', 'f"g': [1.5]}} a UNION ALL SELECT NULL\
            """);
    assertThat(fields(infer(file)).asList().stream().map(f -> f.name().value()))
        .containsExactly("a.b", "a.c d.e", "a.c d.f\"g");
    assertThat(open.rows(land(file)).get(1)).isEqualTo(Arrays.asList(null, null, null));
    assertThat(open.rows(land(file)).get(0).subList(0, 2)).isEqualTo(List.of(1L, "x"));
  }

  @Test
  void everyTypeWithoutAColumnTypeIsNamedAtOnce() {
    Path file = parquet("maps.parquet", "SELECT 1 a, MAP {'x': 1} b, [{'y': 1}] c");
    MillraceException failure = catchThrowableOfType(MillraceException.class, () -> infer(file));
    assertThat(failure).isNotNull();
    assertThat(failure.problems()).hasSize(2);
    assertThat(failure.code()).isEqualTo(ErrorCode.COLUMN_TYPE_MISMATCH);
    assertThat(failure.getMessage()).contains("'b'", "'c'");
  }

  @Test
  void filesThatDifferFindACommonType() {
    Path one = parquet("1.parquet", "SELECT 1 a, 'x' b, 1 c");
    Path two = parquet("2.parquet", "SELECT 0.5::DOUBLE a, 7 b, DATE '2024-01-01' d");
    assertThat(fields(infer(one, two)))
        .isEqualTo(Tables.fields("a float64", "b utf8", "c int64", "d date"));
    Landed landed = open.landInferred(OpenEngine.pinned(SourceFormat.PARQUET, one, two));
    assertThat(open.rows(landed))
        .containsExactly(Arrays.asList(1.0, "x", 1L, null), Arrays.asList(0.5, "7", null, 19723L));
  }

  @Test
  void aTypeThatCannotBecomeTheWantedOneIsRefused() {
    Path file = parquet("list.parquet", "SELECT [1, 2] a");
    LandingPlan plan =
        new LandingPlan(
            ReadOptions.DEFAULTS,
            List.of(LandingColumn.of(Tables.fields("a int64").at(0))),
            List.of());
    MillraceException failure =
        catchThrowableOfType(
            MillraceException.class,
            () -> open.engine.land(OpenEngine.pinned(SourceFormat.PARQUET, file), plan));
    assertThat(failure).isNotNull();
    assertThat(failure.code()).isEqualTo(ErrorCode.COLUMN_TYPE_MISMATCH);
  }

  @Test
  void lengthsOfVectorsAreChecked() {
    Path file = parquet("vectors.parquet", "SELECT unnest([[1.0, 2.0], [3.0], NULL]) a");
    LandingPlan plan =
        new LandingPlan(
            ReadOptions.DEFAULTS,
            List.of(LandingColumn.of(Tables.fields("a vector(2)").at(0))),
            List.of());
    Path doubles = parquet("doubles.parquet", "SELECT a::DOUBLE[] a FROM '" + file + "'");
    Landed landed = open.engine.land(OpenEngine.pinned(SourceFormat.PARQUET, doubles), plan);
    assertThat(landed.ledger().rejectedRows()).isEqualTo(1);
    assertThat(landed.examples().get(0).ordinal()).isEqualTo(1);
    assertThat(open.rows(landed))
        .containsExactly(List.of(List.of(1f, 2f)), Arrays.asList((Object) null));
  }

  @Test
  void filesCutShortAreUnreadable() throws IOException {
    Path whole = parquet("whole.parquet", "SELECT i FROM range(10000) t(i)");
    byte[] bytes = Files.readAllBytes(whole);
    Path half = open.file("half.parquet", Arrays.copyOf(bytes, bytes.length / 2));
    byte[] damaged = bytes.clone();
    Arrays.fill(damaged, 100, bytes.length / 2, (byte) 0x55);
    Path middle = open.file("middle.parquet", damaged);
    for (Path file : List.of(half, middle)) {
      MillraceException failure = catchThrowableOfType(MillraceException.class, () -> land(file));
      assertThat(failure).isNotNull();
      assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_UNREADABLE);
    }
  }
}

package dev.millrace.duckdb.capi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.testkit.table.Cells;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The binding: every layout against values known from SQL, and failures by their texts. */
class CApiTest {
  @TempDir private Path folder;
  private final Database database = new Database();
  private final Connection connection = database.connect();

  @AfterEach
  void close() {
    connection.close();
    database.close();
  }

  private List<@Nullable Object> read(String type, String sql) {
    List<@Nullable Object> cells = new ArrayList<>();
    ColumnType columnType = ColumnType.parse(type);
    try (RowStream stream = connection.stream(sql)) {
      while (stream.next()) {
        ColumnFill fill = ColumnFill.of(StorageType.of(columnType), 1);
        // In two steps, so that positions other than the first are used.
        int half = stream.rows() / 2;
        stream.copy(0, 0, half, fill);
        stream.copy(0, half, stream.rows() - half, fill);
        Column column = fill.column();
        for (int row = 0; row < column.rows(); row++) {
          cells.add(Cells.at(column, row));
        }
      }
    }
    return cells;
  }

  private static MillraceException failure(Runnable work) {
    MillraceException failure = catchThrowableOfType(MillraceException.class, work::run);
    assertThat(failure).isNotNull();
    return failure;
  }

  @Test
  void numbers() {
    assertThat(read("bool", "VALUES (true), (false), (NULL)")).isEqualTo(list(true, false, null));
    assertThat(read("int64", "VALUES (1::BIGINT), (NULL), ('-9223372036854775808'::BIGINT)"))
        .isEqualTo(list(1L, null, Long.MIN_VALUE));
    assertThat(read("float64", "VALUES ('nan'::DOUBLE), (-0.0::DOUBLE), ('-inf'::DOUBLE)"))
        .isEqualTo(list(Double.NaN, -0.0, Double.NEGATIVE_INFINITY));
    for (String type : List.of("decimal(4,2)", "decimal(9,2)", "decimal(18,2)", "decimal(38,2)")) {
      assertThat(read(type, "VALUES (-12.34::" + type + "), (NULL), (0.01::" + type + ")"))
          .isEqualTo(list(new BigDecimal("-12.34"), null, new BigDecimal("0.01")));
    }
    assertThat(
            read("decimal(38,0)", "SELECT -99999999999999999999999999999999999999::DECIMAL(38,0)"))
        .isEqualTo(list(new BigDecimal("-99999999999999999999999999999999999999")));
  }

  @Test
  void times() {
    assertThat(read("date", "VALUES (DATE '1969-12-31'), (NULL), (DATE '2024-02-29')"))
        .isEqualTo(list(-1L, null, 19782L));
    assertThat(read("local-datetime", "SELECT TIMESTAMP '1970-01-01 00:00:01.000002'"))
        .isEqualTo(list(1_000_002L));
    assertThat(read("instant", "SELECT TIMESTAMPTZ '1970-01-01 01:00:00+01'")).isEqualTo(list(0L));
  }

  @Test
  void textsOfEveryLength() {
    List<@Nullable Object> expected = new ArrayList<>();
    for (int length = 0; length < 3_000; length++) {
      expected.add(length % 7 == 3 ? null : "ä".repeat(length % 50));
    }
    assertThat(
            read(
                "utf8",
                "SELECT CASE WHEN i % 7 <> 3 THEN repeat('ä', (i % 50)::INT) END"
                    + " FROM range(3000) t(i)"))
        .isEqualTo(expected);
    assertThat(read("bytes", "SELECT '\\x00\\xff'::BLOB")).isEqualTo(list("00ff"));
  }

  @Test
  void lists() {
    assertThat(read("list<int64>", "VALUES ([1, NULL, 3]::BIGINT[]), (NULL), ([]), ([4])"))
        .isEqualTo(list(Arrays.asList(1L, null, 3L), null, List.of(), List.of(4L)));
    assertThat(read("list<list<utf8>>", "VALUES ([['a'], NULL, []]), ([['b', 'c']])"))
        .isEqualTo(list(Arrays.asList(List.of("a"), null, List.of()), List.of(List.of("b", "c"))));
    assertThat(read("vector(2)", "VALUES ([1.5, 2.5]::FLOAT[]), (NULL)"))
        .isEqualTo(list(List.of(1.5f, 2.5f), null));
  }

  private static List<@Nullable Object> list(@Nullable Object... cells) {
    return Arrays.asList(cells);
  }

  @Test
  void anErrorInTheMiddleIsNoEnd() {
    String sql =
        "SELECT CASE WHEN i = 100000 THEN error('boom') ELSE i END FROM range(200000) t(i)";
    MillraceException failure = failure(() -> read("int64", sql));
    assertThat(failure.code()).isEqualTo(ErrorCode.ENGINE_FAILED);
    assertThat(failure.problems().get(0).found()).contains("boom");
  }

  @Test
  void aConnectionIsUsableAfterAFailureAndAnAbandonedStream() {
    assertThat(failure(() -> connection.execute("SELECT nosuch")).getMessage()).contains("nosuch");
    try (RowStream stream = connection.stream("SELECT * FROM range(1000000)")) {
      assertThat(stream.next()).isTrue();
    }
    assertThat(read("int64", "SELECT 7::BIGINT")).isEqualTo(list(7L));
  }

  @Test
  void interruptingEndsAStatement() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    Thread interrupts =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (ended.getCount() > 0) {
                    connection.interrupt();
                    Thread.onSpinWait();
                  }
                });
    MillraceException failure =
        failure(
            () ->
                connection.execute(
                    "SELECT sum(hash(a.range, b.range)) FROM range(10000000) a, range(10000000)"
                        + " b"));
    ended.countDown();
    interrupts.join();
    assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED);
  }

  @Test
  void noRoomToSpillIsAFullDisk() {
    connection.execute("SET threads=1");
    connection.execute("SET memory_limit='64MB'");
    connection.execute("SET temp_directory='" + folder + "'");
    connection.execute("SET max_temp_directory_size='1MB'");
    MillraceException failure =
        failure(
            () ->
                connection.execute(
                    "CREATE TABLE t AS SELECT i, hash(i) h FROM range(10000000) t(i) ORDER BY h"));
    assertThat(failure.code()).isEqualTo(ErrorCode.DISK_FULL);
  }

  @Test
  void noMemoryIsSaidSo() {
    connection.execute("SET memory_limit='16MB'");
    connection.execute("SET temp_directory=''");
    MillraceException failure =
        failure(
            () ->
                connection.execute("CREATE TABLE t AS SELECT hash(i) h FROM range(9000000) t(i)"));
    assertThat(failure.code()).isEqualTo(ErrorCode.MEMORY_LIMIT);
  }
}

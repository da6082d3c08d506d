package dev.millrace.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.column.Batch;
import dev.millrace.column.Fields;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.SourceFormat;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.engine.ReadOptions;
import dev.millrace.testkit.table.Cells;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exported tables: read back as they were, and whole or not there. */
class ExportTest {
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

  private Landed readBack(Fields fields, Path file, SourceFormat format) {
    List<LandingColumn> columns = fields.asList().stream().map(LandingColumn::of).toList();
    return open.engine.land(
        OpenEngine.pinned(format, file), new LandingPlan(ReadOptions.DEFAULTS, columns, List.of()));
  }

  @Test
  void separatedTextIsReadBackInTheSameBits() {
    Fields fields =
        Tables.fields(
            "b bool",
            "i int64",
            "f float64",
            "m decimal(38,10)",
            "a,\"b\" utf8",
            "d date",
            "u instant",
            "l local-datetime",
            "r blob-ref");
    Batch table = RandomTables.batch(fields, 4_000, 3);
    Path file = folder.resolve("out.csv");
    open.engine.export(fields, RandomTables.split(table, 900, 4), SourceFormat.CSV, file);
    Landed landed = readBack(fields, file, SourceFormat.CSV);
    assertThat(landed.ledger().rejected()).isEmpty();
    assertThat(open.rows(landed)).isEqualTo(Cells.rows(table));
  }

  @Test
  void oneColumnKeepsItsMissingRows() {
    Batch table = Tables.columns("t utf8").row("").row((Object) null).row("x").batch();
    Path file = folder.resolve("one.csv");
    open.engine.export(table.fields(), List.of(table), SourceFormat.CSV, file);
    assertThat(open.rows(readBack(table.fields(), file, SourceFormat.CSV)))
        .isEqualTo(Cells.rows(table));
  }

  @Test
  void aFileIsWholeOrAsItWas() throws IOException {
    Batch table = RandomTables.batch(RandomTables.few(), 100, 1);
    Iterable<Batch> failing =
        () ->
            new Iterator<>() {
              private int given;

              @Override
              public boolean hasNext() {
                return true;
              }

              @Override
              public Batch next() {
                if (given++ == 3) {
                  throw Problem.of(ErrorCode.VALUE_INVALID, "no more").asException();
                }
                return table;
              }
            };
    for (SourceFormat format : List.of(SourceFormat.CSV, SourceFormat.PARQUET)) {
      Path file = Files.writeString(folder.resolve("kept." + format), "before");
      MillraceException failure =
          catchThrowableOfType(
              MillraceException.class,
              () -> open.engine.export(table.fields(), failing, format, file));
      assertThat(failure).isNotNull();
      assertThat(failure.code()).isEqualTo(ErrorCode.VALUE_INVALID);
      assertThat(file).hasContent("before");
      open.engine.export(table.fields(), List.of(table), format, file);
      assertThat(open.rows(readBack(table.fields(), file, format))).isEqualTo(Cells.rows(table));
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).noneMatch(path -> path.getFileName().toString().startsWith("."));
    }
  }

  private ErrorCode refused(Fields fields, SourceFormat format, Path file) {
    Batch none = RandomTables.batch(fields, 2, 1);
    MillraceException failure =
        catchThrowableOfType(
            MillraceException.class, () -> open.engine.export(fields, List.of(none), format, file));
    assertThat(failure).isNotNull();
    assertThat(file).doesNotExist();
    return failure.code();
  }

  @Test
  void whatAFormatCannotHoldIsRefusedByName() {
    Path file = folder.resolve("refused");
    assertThat(refused(Tables.fields("v vector(3)"), SourceFormat.CSV, file))
        .isEqualTo(ErrorCode.COLUMN_TYPE_MISMATCH);
    assertThat(refused(Tables.fields("y bytes"), SourceFormat.CSV, file))
        .isEqualTo(ErrorCode.COLUMN_TYPE_MISMATCH);
    assertThat(refused(Tables.fields("a int64", "A int64"), SourceFormat.PARQUET, file))
        .isEqualTo(ErrorCode.COLUMN_DUPLICATE);
    assertThat(refused(Tables.fields("a int64"), SourceFormat.CSV, folder.resolve("no/such/x.csv")))
        .isEqualTo(ErrorCode.FILE_UNWRITABLE);
    assertThat(
            refused(
                Tables.fields("a int64"),
                SourceFormat.PARQUET,
                folder.resolve("no/such/x.parquet")))
        .isEqualTo(ErrorCode.FILE_UNWRITABLE);
  }
}

package dev.millrace.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.column.Batch;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Validity;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.data.Part;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.RejectedRecord;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.engine.ReadOptions;
import dev.millrace.spi.scan.OrderedPass;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.scan.SortOrder;
import dev.millrace.testkit.engine.RowTrace;
import dev.millrace.testkit.table.Cells;
import dev.millrace.testkit.table.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of several parts: the same on any number of threads, within memory, and cancelled. */
class LargeTablesTest {
  @TempDir private Path folder;

  /** Every 1,000th record is broken. */
  private PinnedSource manyRows(int rows) {
    SplittableRandom random = new SplittableRandom(5);
    StringBuilder text = new StringBuilder("id,x,name,note\n");
    for (int i = 0; i < rows; i++) {
      if (i % 1_000 == 999) {
        text.append(i % 2_000 == 999 ? "1,2\n" : "x,0.5,a,b\n");
      } else {
        text.append(i).append(',').append(random.nextInt(1_000) / 8.0).append(",name ");
        text.append(random.nextInt(50)).append(",\"note, ").append(random.nextInt());
        text.append("\"\n");
      }
    }
    try {
      return OpenEngine.csv(Files.writeString(folder.resolve("many.csv"), text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void threadsDoNotShow() {
    int rows = 400_000;
    PinnedSource source = manyRows(rows);
    Set<Digest> cuts = new HashSet<>();
    Set<Digest> quarantines = new HashSet<>();
    Set<String> traces = new HashSet<>();
    Set<List<Digest>> files = new HashSet<>();
    for (int threads = 1; threads <= 3; threads++) {
      try (OpenEngine open = new OpenEngine(folder, threads)) {
        Landed landed = open.engine.land(source, plan());
        assertThat(landed.ledger().read()).isEqualTo(rows);
        assertThat(landed.ledger().rejectedRows()).isEqualTo(rows / 1_000);
        assertThat(landed.ledger().rejected()).hasSize(2);
        assertThat(landed.examples()).extracting(RejectedRecord::ordinal).startsWith(999L, 1_999L);
        cuts.add(landed.cut().digest());
        quarantines.add(landed.quarantine().orElseThrow());
        files.add(landed.cut().parts().stream().map(Part::blob).toList());
        traces.add(open.engine.collect(Scan.all(landed.cut()), new RowTrace()).toString());
      }
    }
    assertThat(cuts).hasSize(1);
    assertThat(quarantines).hasSize(1);
    assertThat(traces).hasSize(1);
    assertThat(files).as("the files themselves").hasSize(1);
  }

  private static LandingPlan plan() {
    return new LandingPlan(
        ReadOptions.DEFAULTS,
        Tables.fields("id int64", "x float64", "name utf8", "note utf8").asList().stream()
            .map(LandingColumn::of)
            .toList(),
        List.of());
  }

  @Test
  void littleMemoryIsEnoughForASort() {
    PinnedSource source = manyRows(600_000);
    try (OpenEngine open = new OpenEngine(folder, 2, 64L << 20)) {
      Landed landed = open.engine.land(source, plan());
      SortOrder order = new SortOrder(List.of(new ColumnName("note")));
      assertThat(open.engine.ordered(Scan.all(landed.cut()), order, new InOrder()))
          .isEqualTo(landed.cut().rows());
    }
  }

  /** Counts rows whose note is not before the one above. */
  private static final class InOrder implements OrderedPass<Long> {
    private String last = "";
    private long rows;

    @Override
    public void next(RowBatch batch) {
      BytesColumn notes = (BytesColumn) batch.values().column(new ColumnName("note"));
      for (int row = 0; row < batch.rows(); row++) {
        String note = notes.textAt(row);
        rows += note.compareTo(last) >= 0 ? 1 : 0;
        last = note;
      }
    }

    @Override
    public Long finish() {
      return rows;
    }
  }

  @Test
  void anInterruptedLandingLeavesNothingBehind() {
    PinnedSource source = manyRows(200_000);
    try (OpenEngine open = new OpenEngine(folder, 2)) {
      Thread.currentThread().interrupt();
      MillraceException failure =
          catchThrowableOfType(MillraceException.class, () -> open.engine.land(source, plan()));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(failure).isNotNull();
      assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED);
      assertThat(open.engine.land(source, plan()).cut().rows()).isEqualTo(199_800);
    }
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void aDamagedPartIsFound() {
    try (OpenEngine open = new OpenEngine(folder, 1)) {
      Landed landed = open.landInferred(OpenEngine.csv(open.file("a.csv", "a\n1\n2\n")));
      open.blobs.corrupt(landed.cut().parts().get(0).blob());
      MillraceException failure =
          catchThrowableOfType(
              MillraceException.class,
              () -> open.engine.collect(Scan.all(landed.cut()), new RowTrace()));
      assertThat(failure).isNotNull();
      assertThat(failure.code()).isEqualTo(ErrorCode.BLOB_CORRUPT);
    }
  }

  @Test
  void twoThousandColumnsAndThousandsOfRows() {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < 2_000; column++) {
      text.append(column == 0 ? "c" : ",c").append(column);
    }
    for (int row = 0; row < 3_000; row++) {
      text.append('\n');
      for (int column = 0; column < 2_000; column++) {
        text.append(column == 0 ? "" : ",").append((row * 31 + column) % 1_000);
      }
    }
    try (OpenEngine open = new OpenEngine(folder, 2)) {
      PinnedSource source = OpenEngine.csv(open.file("wide.csv", text.toString()));
      Landed landed = open.landInferred(source);
      assertThat(landed.cut().rows()).isEqualTo(3_000);
      assertThat(landed.cut().fields().size()).isEqualTo(2_000);
      String trace = open.engine.collect(Scan.all(landed.cut()), new RowTrace()).toString();
      assertThat(trace).startsWith("3000:");
    }
  }

  @Test
  void longTextsAreReadInSmallSteps() {
    String one = "x".repeat(1_000_000);
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < 120; row++) {
      rows.add(List.of(row % 7 + one));
    }
    Batch batch = Tables.batch(Tables.fields("t utf8"), rows);
    try (OpenEngine open = new OpenEngine(folder, 2, 512L << 20)) {
      Landed landed = open.engine.write(batch.fields(), List.of(batch));
      assertThat(open.rows(landed)).isEqualTo(rows);
    }
  }

  @Test
  void extremeValuesAreKept() {
    Batch batch =
        Tables.columns("u instant", "l local-datetime", "t utf8", "i int64", "d date")
            .row(Long.MAX_VALUE, Long.MIN_VALUE, "\0", Long.MIN_VALUE, 100_000_000L)
            .row(Long.MIN_VALUE, Long.MAX_VALUE, "a\0b", Long.MAX_VALUE, -100_000_000L)
            .row(-Long.MAX_VALUE, -Long.MAX_VALUE, "", 0, 0)
            .batch();
    try (OpenEngine open = new OpenEngine(folder, 1)) {
      Landed landed = open.engine.write(batch.fields(), List.of(batch));
      assertThat(open.rows(landed)).isEqualTo(Cells.rows(batch));
    }
  }

  @Test
  void textsThatAreNotUtf8AreRefused() {
    BytesColumn texts =
        BytesColumn.owning(
            ColumnType.UTF8, new byte[] {(byte) 0xe4}, new int[] {0, 1}, Validity.all(1));
    Batch batch = new Batch(Tables.fields("t utf8"), List.of(texts), 1);
    try (OpenEngine open = new OpenEngine(folder, 1)) {
      MillraceException failure =
          catchThrowableOfType(
              MillraceException.class, () -> open.engine.write(batch.fields(), List.of(batch)));
      assertThat(failure).isNotNull();
      assertThat(failure.code()).isEqualTo(ErrorCode.VALUE_INVALID);
    }
  }

  @Test
  void aHundredThousandDistinctTexts() {
    StringBuilder text = new StringBuilder("t\n");
    for (int row = 0; row < 100_000; row++) {
      text.append("text ").append(row * 7_919L % 100_003).append('\n');
    }
    try (OpenEngine open = new OpenEngine(folder, 2)) {
      Landed landed = open.landInferred(OpenEngine.csv(open.file("t.csv", text.toString())));
      assertThat(new HashSet<>(open.rows(landed))).hasSize(100_000);
    }
  }
}

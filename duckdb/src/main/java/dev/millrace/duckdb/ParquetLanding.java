package dev.millrace.duckdb;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.duckdb.ParquetRows.Read;
import dev.millrace.duckdb.capi.Connection;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.SourceObject;
import dev.millrace.spi.engine.InferredColumn;
import dev.millrace.spi.engine.InferredTable;
import dev.millrace.spi.engine.LandingPlan;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Future;

/** Reads Parquet files: DuckDB streams their rows, the workers make them rows of the plan. */
final class ParquetLanding {
  private final Workers workers;
  private final SourceFiles files;

  ParquetLanding(Workers workers, SourceFiles files) {
    this.workers = workers;
    this.files = files;
  }

  InferredTable infer(Call call, PinnedSource source) {
    Map<ColumnName, ColumnType> types = new LinkedHashMap<>();
    Map<ColumnName, String> reasons = new LinkedHashMap<>();
    long rows = 0;
    for (SourceObject object : source.objects()) {
      ParquetFile file = open(call, object);
      rows += file.rows();
      for (ParquetColumn column : file.columns()) {
        ColumnType before = types.get(column.name());
        ColumnType now = before == null ? column.type() : common(object, before, column);
        types.put(column.name(), now);
        String reason = column.note().isEmpty() ? "the file says so" : column.note();
        reasons.put(column.name(), now.equals(column.type()) ? reason : "the files differ");
      }
    }
    if (rows == 0) {
      throw Problem.of(ErrorCode.SOURCE_EMPTY, "the source holds no rows")
          .at(source.objects().get(0).location())
          .found(source.objects().size() + " file(s) without a row")
          .next("Check that the files are complete.")
          .asException();
    }
    List<InferredColumn> columns = new ArrayList<>();
    types.forEach(
        (name, type) ->
            columns.add(
                new InferredColumn(
                    new Field(name, type),
                    List.of(),
                    type.text() + ": " + reasons.getOrDefault(name, ""))));
    return new InferredTable(columns, rows);
  }

  private static ColumnType common(SourceObject object, ColumnType before, ParquetColumn column) {
    ColumnType now = column.type();
    if (before.equals(now)) {
      return now;
    }
    if (before.isNumeric() && now.isNumeric()) {
      return ColumnType.FLOAT64;
    }
    if (CellText.has(before)
        && CellText.has(now)
        && !before.equals(ColumnType.BYTES)
        && !now.equals(ColumnType.BYTES)) {
      return ColumnType.UTF8;
    }
    throw Problem.of(ErrorCode.COLUMN_TYPE_MISMATCH, "the files have no common type for a column")
        .at(object.location() + ", column '" + column.name() + "'")
        .found(now.text() + " after " + before.text())
        .next("Read the files apart, or write them with one type.")
        .asException();
  }

  /** Lands all objects; gives the columns they have. */
  Set<ColumnName> land(Call call, PinnedSource source, LandingPlan plan, LandedRows landed) {
    Set<ColumnName> columns = new LinkedHashSet<>();
    for (int i = 0; i < source.objects().size(); i++) {
      ParquetFile file = open(call, source.objects().get(i));
      file.columns().forEach(column -> columns.add(column.name()));
      try {
        read(file, new ParquetRows(file, i, plan), landed);
      } catch (MillraceException e) {
        throw ParquetFile.unreadable(file.object(), e);
      }
    }
    return columns;
  }

  private ParquetFile open(Call call, SourceObject object) {
    Path path = files.find(object);
    return call.await(call.submit(connection -> ParquetFile.open(connection, object, path)));
  }

  private void read(ParquetFile file, ParquetRows rows, LandedRows landed) {
    Call call = workers.call();
    // The call ends before its stream is closed, so that no worker reads from it any more.
    try (Streamed streamed = new Streamed(call);
        call) {
      Queue<Future<Read>> ahead = new ArrayDeque<>();
      call.await(call.submit(any -> streamed.open(rows)));
      long first = 0;
      Optional<Batch> batch = call.await(call.submit(any -> streamed.next()));
      while (batch.isPresent()) {
        Batch read = batch.get();
        long start = first;
        ahead.add(call.submit(any -> rows.read(read, start)));
        first += read.rows();
        Future<Optional<Batch>> next = call.submit(any -> streamed.next());
        while (ahead.size() > call.lookAhead()) {
          take(call.await(ahead.remove()), landed);
        }
        batch = call.await(next);
      }
      while (!ahead.isEmpty()) {
        take(call.await(ahead.remove()), landed);
      }
      if (first != file.rows()) {
        throw Problem.of(ErrorCode.LEDGER_MISMATCH, "the file gave another number of rows")
            .at(file.object().location())
            .found(first)
            .allowed(file.rows() + ", as its metadata say")
            .asException();
      }
    }
  }

  private static void take(Read read, LandedRows landed) {
    read.rejected().forEach(landed::reject);
    landed.add(read.rows());
  }

  /** The rows of one file on their way. */
  private static final class Streamed implements AutoCloseable {
    private final Call call;
    private final Connection connection;
    private Optional<BatchStream> stream = Optional.empty();

    Streamed(Call call) {
      this.call = call;
      this.connection = call.connect();
    }

    boolean open(ParquetRows rows) {
      stream = Optional.of(new BatchStream(connection.stream(rows.query()), rows.reads()));
      return true;
    }

    Optional<Batch> next() {
      return Optional.ofNullable(stream.orElseThrow().next());
    }

    @Override
    public void close() {
      stream.ifPresent(BatchStream::close);
      call.disconnect(connection);
    }
  }
}

package dev.millrace.duckdb;

import dev.millrace.column.Batch;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.duckdb.text.TextValues;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.LandingLedger;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.RejectedRecord;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.RowIds;
import dev.millrace.spi.engine.EngineSettings;
import dev.millrace.spi.engine.InferredTable;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.engine.ReadOptions;
import dev.millrace.spi.store.BlobStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/** Lands sources and batches as cuts. */
final class DuckLanding {
  private final Workers workers;
  private final Scratch scratch;
  private final BlobStore blobs;
  private final long memoryBytes;
  private final WarmParts warm;
  private final TextLanding text;
  private final ParquetLanding parquet;

  /**
   * @param warm keeps the rows of the newest landing
   */
  DuckLanding(
      Workers workers, Scratch scratch, BlobStore blobs, EngineSettings settings, WarmParts warm) {
    this.workers = workers;
    this.scratch = scratch;
    this.blobs = blobs;
    this.warm = warm;
    this.memoryBytes = settings.memoryBytes();
    SourceFiles files = new SourceFiles(settings.readable());
    this.text = new TextLanding(files);
    this.parquet = new ParquetLanding(workers, files);
  }

  InferredTable infer(PinnedSource source, ReadOptions options) {
    Call.requireNotInterrupted();
    try (Call call = workers.call()) {
      return switch (source.format()) {
        case CSV, JSON -> text.infer(call, source, options);
        case PARQUET -> parquet.infer(call, source);
      };
    }
  }

  Landed land(PinnedSource source, LandingPlan plan) {
    Call.requireNotInterrupted();
    Fields fields = new Fields(plan.columns().stream().map(LandingColumn::field).toList());
    plan.rowKey().forEach(key -> requireKey(fields, key));
    warm.clear();
    Call call = workers.call();
    // The call ends first, so that no worker uses what is closed after it.
    try (Quarantine quarantine = new Quarantine(scratch);
        CutWriter writer =
            new CutWriter(call, fields, plan.rowKey(), scratch, blobs, limits(), warm);
        call) {
      LandedRows rows = new Rows(writer, quarantine);
      Set<ColumnName> columns =
          switch (source.format()) {
            case CSV, JSON -> text.land(call, source, plan, rows);
            case PARQUET -> parquet.land(call, source, plan, rows);
          };
      DataCut cut = writer.finish();
      long rejected = quarantine.reasons().values().stream().mapToLong(Long::longValue).sum();
      return new Landed(
          cut,
          List.copyOf(columns),
          new LandingLedger(cut.rows() + rejected, cut.rows(), quarantine.reasons(), Map.of()),
          quarantine.store(blobs),
          quarantine.examples());
    }
  }

  private WriteLimits limits() {
    return new WriteLimits(workers.threads(), memoryBytes);
  }

  private static void requireKey(Fields fields, ColumnName key) {
    if (fields.find(key).isEmpty()) {
      throw Problem.of(ErrorCode.COLUMN_MISSING, "a key column is not landed")
          .at("source.key")
          .found(key)
          .next("Add the column to the schema, or take it out of the key.")
          .asException();
    }
  }

  Landed write(Fields fields, Iterable<Batch> batches) {
    Call.requireNotInterrupted();
    Call call = workers.call();
    try (CutWriter writer =
            new CutWriter(call, fields, List.of(), scratch, blobs, limits(), new WarmParts(0));
        call) {
      long ordinal = 0;
      for (Batch batch : batches) {
        Call.requireNotInterrupted();
        requireUtf8(batch);
        RowIds ids =
            RowIds.owning(
                new int[batch.rows()],
                LongStream.range(ordinal, ordinal + batch.rows()).toArray(),
                CutWriter.contentHashes(batch, List.of()));
        writer.add(new RowBatch(batch, ids));
        ordinal += batch.rows();
      }
      DataCut cut = writer.finish();
      return new Landed(
          cut,
          fields.asList().stream().map(Field::name).toList(),
          new LandingLedger(cut.rows(), cut.rows(), Map.of(), Map.of()),
          Optional.empty(),
          List.of());
    }
  }

  private static void requireUtf8(Batch batch) {
    for (int i = 0; i < batch.fields().size(); i++) {
      if (batch.column(i) instanceof BytesColumn texts
          && !texts.type().equals(ColumnType.BYTES)
          && !TextValues.areUtf8(texts)) {
        throw Problem.of(ErrorCode.VALUE_INVALID, "a text is not UTF-8")
            .at("column '" + batch.fields().at(i).name() + "'")
            .next("Write such values as bytes.")
            .asException();
      }
    }
  }

  private record Rows(CutWriter writer, Quarantine quarantine) implements LandedRows {
    @Override
    public void add(RowBatch rows) {
      if (rows.rows() > 0) {
        writer.add(rows);
      }
    }

    @Override
    public void reject(RejectedRecord record) {
      quarantine.add(record);
    }
  }
}

package dev.millrace.core.serve.compact;

import dev.millrace.column.Batch;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.core.serve.log.LogStream;
import dev.millrace.core.serve.log.LoggedLabel;
import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.core.serve.log.RecordSink;
import dev.millrace.core.serve.log.SealedSegments;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.SourceFormat;
import dev.millrace.spi.data.SourceObject;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.engine.Landing;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.engine.ReadOptions;
import dev.millrace.spi.scan.OrderedPass;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.scan.SortOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tables of the log read again, compacted sets first and then segments that are closed but not
 * compacted; what is being written comes with a later reading.
 */
public final class LoggedTables {
  private final Path log;
  private final Landing landing;
  private final Engine engine;

  /**
   * Tables of the log in this folder, which the engine may read.
   *
   * @param landing of the engine
   */
  public LoggedTables(Path log, Landing landing, Engine engine) {
    this.log = log;
    this.landing = landing;
    this.engine = engine;
  }

  /** Every prediction of a version, with the columns of its inputs. */
  public void predictions(KnownInputs known, Consumer<Batch> sink) throws IOException {
    PredictionTables tables = new PredictionTables(List.of(known));
    String table = PredictionTables.table(known.model().value(), known.version());
    read(SealedSegments.predictions(log), LogStream.PREDICTIONS, tables, table, sink);
  }

  /** Every label. */
  public void labels(Consumer<LoggedLabel> sink) throws IOException {
    read(
        SealedSegments.labels(log),
        LogStream.LABELS,
        new LabelTables(),
        LabelTables.TABLE,
        batch -> LabelTable.read(batch).forEach(sink));
  }

  /**
   * The newest predictions of compacted sets, without their rows, set by set.
   *
   * @param most whole sets are given until there are so many
   */
  public void compactedPredictions(long most, RecordSink<LoggedPrediction> sink)
      throws IOException {
    compacted(
        LogStream.PREDICTIONS,
        most,
        new PredictionTables(List.of()).fields(""),
        batch -> PredictionTable.read(batch, sink));
  }

  /** The newest labels of compacted sets, set by set. */
  public void compactedLabels(long most, RecordSink<LoggedLabel> sink) throws IOException {
    compacted(LogStream.LABELS, most, LabelTable.fields(), batch -> LabelTable.read(batch, sink));
  }

  private void compacted(LogStream stream, long most, Fields fields, Consumer<Batch> sink)
      throws IOException {
    try (LogLock _ = LogLock.toReadNow(log)) {
      CompactedFolder sets = new CompactedFolder(log, stream);
      List<Manifest> newest =
          new ArrayList<>(
              sets.manifests().values().stream()
                  .sorted(Comparator.comparingLong(Manifest::toMicros).reversed())
                  .toList());
      long rows = 0;
      int count = 0;
      while (count < newest.size() && rows < most) {
        rows += newest.get(count++).rows();
      }
      for (Manifest set : newest.subList(0, count).reversed()) {
        for (CompactedFile file : set.files()) {
          land(sets.folder().resolve(file.name()), file, fields, sink);
        }
      }
    }
  }

  private <T> void read(
      SealedSegments<T> segments,
      LogStream stream,
      StreamTables<T> tables,
      String table,
      Consumer<Batch> sink)
      throws IOException {
    try (LogLock _ = LogLock.toRead(log)) {
      readLocked(segments, stream, tables, table, sink);
    }
  }

  private <T> void readLocked(
      SealedSegments<T> segments,
      LogStream stream,
      StreamTables<T> tables,
      String table,
      Consumer<Batch> sink)
      throws IOException {
    CompactedFolder sets = new CompactedFolder(log, stream);
    Set<String> replaced = new HashSet<>();
    for (Map.Entry<String, Manifest> set : sets.manifests().entrySet()) {
      replaced.addAll(set.getValue().segments());
      for (CompactedFile file : set.getValue().files()) {
        if (file.name().equals(StreamCompaction.file(set.getKey(), table))) {
          land(sets.folder().resolve(file.name()), file, tables.fields(table), sink);
        }
      }
    }
    new TableBatches<>(
            segments,
            tables,
            table,
            segments.list().stream().filter(name -> !replaced.contains(name.text())).toList())
        .forEach(sink);
  }

  private void land(Path place, CompactedFile file, Fields fields, Consumer<Batch> sink)
      throws IOException {
    PinnedSource source =
        new PinnedSource(
            SourceFormat.PARQUET,
            List.of(new SourceObject(place.toString(), Files.size(place), file.digest())));
    List<LandingColumn> columns = fields.asList().stream().map(LandingColumn::of).toList();
    var cut = landing.land(source, new LandingPlan(ReadOptions.DEFAULTS, columns, List.of())).cut();
    Scan scan = Scan.of(cut, fields.asList().stream().map(Field::name).toList());
    long read = engine.ordered(scan, new SortOrder(List.of()), new Passing(sink));
    if (read != file.rows()) {
      throw new IOException(place + " has " + read + " rows, its manifest says " + file.rows());
    }
  }

  /** Hands batches on and counts. */
  private static final class Passing implements OrderedPass<Long> {
    private final Consumer<Batch> sink;
    private long rows;

    Passing(Consumer<Batch> sink) {
      this.sink = sink;
    }

    @Override
    public void next(RowBatch batch) {
      rows += batch.rows();
      sink.accept(batch.values());
    }

    @Override
    public Long finish() {
      return rows;
    }
  }
}

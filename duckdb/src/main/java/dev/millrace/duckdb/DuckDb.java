package dev.millrace.duckdb;

import dev.millrace.column.Batch;
import dev.millrace.column.Fields;
import dev.millrace.duckdb.capi.Connection;
import dev.millrace.duckdb.capi.Database;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.SourceFormat;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.engine.EngineSettings;
import dev.millrace.spi.engine.InferredTable;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.Landing;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.engine.Narrowing;
import dev.millrace.spi.engine.ReadOptions;
import dev.millrace.spi.engine.TableExport;
import dev.millrace.spi.engine.Widening;
import dev.millrace.spi.scan.Collector;
import dev.millrace.spi.scan.ColumnPass;
import dev.millrace.spi.scan.OrderedPass;
import dev.millrace.spi.scan.RowFilter;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.scan.SortOrder;
import dev.millrace.spi.store.BlobStore;
import java.nio.file.Path;

/** The engine for one machine: reads and writes cuts through one DuckDB inside the process. */
public final class DuckDb implements Engine, Landing, Widening, Narrowing, TableExport {
  private final Scratch scratch;
  private final Database database;
  private final Workers workers;
  private final PartReader reader;
  private final PartwiseScan parts;
  private final DuckLanding landing;
  private final DuckExport export;
  private final WidenScan widening;
  private final NarrowScan narrowing;

  private DuckDb(
      EngineSettings settings,
      BlobStore blobs,
      long warmBytes,
      Scratch scratch,
      Database database) {
    this.scratch = scratch;
    this.database = database;
    this.workers = new Workers(database, settings.threads());
    WarmParts warm = new WarmParts(warmBytes);
    this.reader = new PartReader(new PartFiles(blobs, scratch), warm);
    this.parts = new PartwiseScan(workers, reader);
    this.landing = new DuckLanding(workers, scratch, blobs, settings, warm);
    this.export = new DuckExport(workers, scratch);
    Rewriting rewriting = new Rewriting(workers, reader, scratch, blobs, settings.memoryBytes());
    this.widening = new WidenScan(rewriting);
    this.narrowing = new NarrowScan(rewriting);
  }

  /** Opens an engine whose cuts are kept in this store. Whoever opens it closes it. */
  public static DuckDb open(EngineSettings settings, BlobStore blobs) {
    return open(settings, blobs, 0);
  }

  /**
   * Opens an engine that reads what it landed last from memory, where there is room, in place of
   * the store.
   *
   * @param warmBytes heap that rows may take for that; they go when the heap grows short
   */
  public static DuckDb open(EngineSettings settings, BlobStore blobs, long warmBytes) {
    Scratch scratch = Scratch.open(settings.scratch());
    Database database = new Database();
    try (Connection connection = database.connect()) {
      DuckSettings.apply(connection, settings, scratch);
    } catch (RuntimeException | Error e) {
      database.close();
      scratch.close();
      throw e;
    }
    return new DuckDb(settings, blobs, warmBytes, scratch, database);
  }

  @Override
  public <S> S collect(Scan scan, Collector<S> collector) {
    return parts.collect(scan, collector);
  }

  @Override
  public <R> R ordered(Scan scan, SortOrder order, OrderedPass<R> pass) {
    return OrderedScan.run(workers, reader, scan, order, pass);
  }

  @Override
  public RowBatch sample(Scan scan, SampleSize size) {
    return new SampleScan(parts).sample(scan, size);
  }

  @Override
  public InferredTable infer(PinnedSource source, ReadOptions options) {
    return landing.infer(source, options);
  }

  @Override
  public Landed land(PinnedSource source, LandingPlan plan) {
    return landing.land(source, plan);
  }

  @Override
  public Landed write(Fields fields, Iterable<Batch> batches) {
    return landing.write(fields, batches);
  }

  @Override
  public DataCut widen(Scan scan, SortOrder order, ColumnPass pass) {
    return widening.widen(scan, order, pass);
  }

  @Override
  public DataCut narrow(DataCut cut, RowFilter filter) {
    return narrowing.narrow(cut, filter);
  }

  @Override
  public void export(Fields fields, Iterable<Batch> batches, SourceFormat format, Path file) {
    export.export(fields, batches, format, file);
  }

  /**
   * A folder nobody else uses. It is removed when this engine closes, or when the next one opens
   * after this process died.
   */
  public Path scratch() {
    return scratch.folder();
  }

  @Override
  public void close() {
    workers.close();
    database.close();
    scratch.close();
  }
}

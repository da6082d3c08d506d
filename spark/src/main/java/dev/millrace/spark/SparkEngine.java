package dev.millrace.spark;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.scan.Collector;
import dev.millrace.spi.scan.OrderedPass;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.scan.SortOrder;
import dev.millrace.spi.store.BlobStore;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads cuts in the three shapes through Spark: tasks read whole parts and send back states, Spark
 * sorts and spills. Threads and memory are the session's.
 *
 * <p>Not supported yet, and refused or absent by name: masters other than {@code local}, since
 * parts are files of this machine; landing and writing of cuts ({@code Landing}) and exports
 * ({@code TableExport}), which this engine does not offer; keys of an ordered pass that are lists
 * or vectors.
 */
public final class SparkEngine implements Engine {
  /** More bytes than a part has: its file is never cut, since its state is made in one piece. */
  private static final String WHOLE_FILES = Long.toString(1L << 40);

  private final SparkSession session;
  private final BlobStore blobs;
  private final SparkJobs jobs;

  private SparkEngine(SparkSession session, BlobStore blobs, SparkJobs jobs) {
    this.session = session;
    this.blobs = blobs;
    this.jobs = jobs;
  }

  /** An engine in a session that stays its opener's; the session's settings are not changed. */
  public static SparkEngine open(SparkSession session, BlobStore blobs) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    if (!context.isLocal()) {
      throw Problem.of(
              ErrorCode.CONFIG_VALUE_INVALID,
              "the Spark engine reads parts as files of this machine and runs in local mode only")
          .at("spark.master")
          .found(context.master())
          .allowed("local, local[N]")
          .asException();
    }
    SparkSession own = session.newSession();
    own.conf().set("spark.sql.files.maxPartitionBytes", WHOLE_FILES);
    own.conf().set("spark.sql.files.openCostInBytes", WHOLE_FILES);
    // The vectorized reader does not know an encoding that parts use for doubles.
    own.conf().set("spark.sql.parquet.enableVectorizedReader", "false");
    own.conf().set("spark.sql.files.ignoreMissingFiles", "false");
    own.conf().set("spark.sql.files.ignoreCorruptFiles", "false");
    return new SparkEngine(own, blobs, new SparkJobs(context));
  }

  @Override
  public <S> S collect(Scan scan, Collector<S> collector) {
    return jobs.run(
        () -> {
          PartTable table = PartTable.open(session, blobs, scan.cut());
          PartMerge<S> merge = new PartMerge<>(collector, table.files());
          if (table.files().isEmpty()) {
            return merge.merge(List.of());
          }
          return merge.merge(
              table
                  .rows()
                  .select(table.selectionWithFile(scan.reads()))
                  .javaRDD()
                  .mapPartitions(new CollectTask<>(partScan(table, scan), collector))
                  .collect());
        });
  }

  @Override
  public <R> R ordered(Scan scan, SortOrder order, OrderedPass<R> pass) {
    return jobs.run(
        () -> {
          PartTable table = PartTable.open(session, blobs, scan.cut());
          Column[] keys = keys(table, order);
          if (!table.files().isEmpty()) {
            Dataset<Row> sorted = kept(table, withKeys(scan, order)).sort(keys);
            feed(
                sorted.select(table.selection(scan.reads())).toLocalIterator(),
                new PartRows(table.fields(scan.reads())),
                pass);
          }
          SparkJobs.requireNotInterrupted();
          return pass.finish();
        });
  }

  private static <R> void feed(Iterator<Row> sorted, PartRows form, OrderedPass<R> pass) {
    List<Row> some = PartScan.next(sorted);
    while (!some.isEmpty()) {
      pass.next(form.batch(some));
      SparkJobs.requireNotInterrupted();
      some = PartScan.next(sorted);
    }
  }

  @Override
  public RowBatch sample(Scan scan, SampleSize size) {
    Scan identities = new Scan(scan.cut(), List.of(), scan.filters());
    SmallestHashes smallest = new SmallestHashes(size);
    SmallestHashes.Smallest found = collect(identities, smallest);
    return jobs.run(
        () -> {
          PartTable table = PartTable.open(session, blobs, scan.cut());
          PartRows form = new PartRows(table.fields(scan.reads()));
          if (table.files().isEmpty()) {
            return form.batch(List.of());
          }
          Scan chosen = scan.where(new UpToHash(size.seed(), found.largest(size.rows())));
          List<Row> rows = kept(table, chosen).javaRDD().collect();
          return new SampledRows(size, found).inCutOrder(form.batch(rows));
        });
  }

  /** The rows that every filter keeps, in the form of {@link PartTable#selection}. */
  private Dataset<Row> kept(PartTable table, Scan scan) {
    Dataset<Row> all = table.rows().select(table.selection(scan.reads()));
    if (scan.filters().isEmpty()) {
      return all;
    }
    FilterTask filter = new FilterTask(partScan(table, scan));
    return session.createDataFrame(all.javaRDD().mapPartitions(filter), all.schema());
  }

  private static PartScan partScan(PartTable table, Scan scan) {
    return new PartScan(new PartRows(table.fields(scan.reads())), scan.filters());
  }

  private static Scan withKeys(Scan scan, SortOrder order) {
    List<ColumnName> all = new ArrayList<>(scan.columns());
    all.addAll(order.columns());
    return new Scan(scan.cut(), all.stream().distinct().toList(), scan.filters());
  }

  private static Column[] keys(PartTable table, SortOrder order) {
    List<Column> keys = new ArrayList<>();
    for (ColumnName name : order.columns()) {
      ColumnType type = table.fields(List.of(name)).at(0).type();
      if (type instanceof ColumnType.ListOf || type instanceof ColumnType.FixedVector) {
        throw Problem.of(ErrorCode.COLUMN_TYPE_MISMATCH, "lists and vectors have no order")
            .at("column '" + name + "'")
            .found(type.text())
            .asException();
      }
      keys.add(table.column(name).asc_nulls_first());
    }
    Column[] identity = table.selection(List.of());
    keys.add(identity[0].asc());
    keys.add(identity[1].asc());
    return keys.toArray(new Column[0]);
  }

  /** Leaves the session as it is: it belongs to whoever made it. */
  @Override
  public void close() {}
}

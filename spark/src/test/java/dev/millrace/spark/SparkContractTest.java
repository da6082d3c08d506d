package dev.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.engine.EngineSettings;
import dev.millrace.spi.engine.Landing;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.scan.SortOrder;
import dev.millrace.testkit.engine.CollectContract;
import dev.millrace.testkit.engine.EveryCollectorContract;
import dev.millrace.testkit.engine.OrderedContract;
import dev.millrace.testkit.engine.PassTrace;
import dev.millrace.testkit.engine.RowIdContract;
import dev.millrace.testkit.engine.RowTrace;
import dev.millrace.testkit.engine.SampleContract;
import dev.millrace.testkit.engine.ScanFailureContract;
import dev.millrace.testkit.store.MemoryBlobs;
import dev.millrace.testkit.table.RandomTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spark finds the bits of the reference engine in the three shapes, on cuts that DuckDB landed. The
 * number of threads is the session's, whatever the contract asks for.
 */
@Tag("long")
class SparkContractTest
    implements CollectContract,
        EveryCollectorContract,
        OrderedContract,
        SampleContract,
        RowIdContract,
        ScanFailureContract {
  @TempDir private static Path scratch;
  private static SparkSession session;

  @TempDir private Path folder;
  private DuckDb duckDb;
  private SparkEngine spark;

  @BeforeAll
  static void start() {
    session = LocalSpark.start(scratch);
  }

  @AfterAll
  static void stop() {
    session.stop();
  }

  @BeforeEach
  void open() throws IOException {
    Path odd = Files.createDirectories(folder.resolve("blöbs [1] of {a} 100%"));
    MemoryBlobs blobs = new MemoryBlobs(odd);
    duckDb =
        DuckDb.open(
            new EngineSettings(2, 256L << 20, folder.resolve("scratch"), List.of(folder)), blobs);
    spark = SparkEngine.open(session, blobs);
  }

  @AfterEach
  void close() {
    spark.close();
    duckDb.close();
  }

  @Override
  public Engine engine(int threads) {
    return spark;
  }

  @Override
  public Landing landing() {
    return duckDb;
  }

  /** DuckDB and Spark on the very same files. */
  @Test
  void bothEnginesSeeOneCut() {
    Batch table = RandomTables.batch(RandomTables.everyType(), 3_000, 91);
    DataCut cut = cut(table);
    SortOrder order = new SortOrder(List.of(new ColumnName("t"), new ColumnName("f")));
    assertThat(spark.collect(Scan.all(cut), new RowTrace()))
        .hasToString(duckDb.collect(Scan.all(cut), new RowTrace()).toString());
    assertThat(spark.ordered(Scan.all(cut), order, new PassTrace()))
        .isEqualTo(duckDb.ordered(Scan.all(cut), order, new PassTrace()));
    SampleSize size = new SampleSize(700, 5);
    assertThat(PassTrace.lines(spark.sample(Scan.all(cut), size)))
        .isEqualTo(PassTrace.lines(duckDb.sample(Scan.all(cut), size)));
  }

  @Test
  void listsAreNoKeys() {
    Batch table = RandomTables.batch(RandomTables.everyType(), 5, 92);
    Scan scan = Scan.all(cut(table));
    List<ColumnName> unordered =
        table.fields().asList().stream()
            .filter(field -> field.type().text().matches("(list|vector).*"))
            .map(field -> field.name())
            .toList();
    assertThat(unordered).isNotEmpty();
    for (ColumnName name : unordered) {
      MillraceException refused =
          Assertions.catchThrowableOfType(
              MillraceException.class,
              () -> spark.ordered(scan, new SortOrder(List.of(name)), new PassTrace()));
      assertThat(refused.code()).isEqualTo(ErrorCode.COLUMN_TYPE_MISMATCH);
      assertThat(refused).hasMessageContaining(name.value());
    }
  }
}

package dev.millrace.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.engine.InferredColumn;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.engine.ReadOptions;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Public data sets: rows, types and missing values as their description counts them. */
@Tag("data")
class RealDataTest {
  @TempDir private Path folder;

  private static PinnedSource data(String... names) {
    Path root = Path.of(System.getProperty("millrace.data", ""));
    Path[] files = new Path[names.length];
    for (int i = 0; i < names.length; i++) {
      files[i] = root.resolve(names[i]);
    }
    return OpenEngine.csv(files);
  }

  private static int missing(OpenEngine open, Landed landed, String column) {
    Scan scan = Scan.of(landed.cut(), List.of(new ColumnName(column)));
    return open.engine
        .sample(scan, new SampleSize(10_000_000, 0))
        .values()
        .column(0)
        .missingCount();
  }

  private static ColumnType type(Landed landed, String column) {
    return landed.cut().fields().at(landed.cut().fields().require(new ColumnName(column))).type();
  }

  @Test
  void taxiTrips() {
    try (OpenEngine open = new OpenEngine(folder, 2)) {
      Landed landed = open.landInferred(data("chicago_taxi/chicago_taxi.csv.gz"));
      assertThat(landed.ledger().read()).isEqualTo(15_002);
      assertThat(landed.cut().rows()).isEqualTo(15_002);
      assertThat(missing(open, landed, "pickup_census_tract")).isEqualTo(15_001);
      assertThat(missing(open, landed, "company")).isEqualTo(5_140);
      assertThat(missing(open, landed, "dropoff_census_tract")).isEqualTo(4_241);
      assertThat(missing(open, landed, "dropoff_latitude")).isEqualTo(483);
      assertThat(missing(open, landed, "trip_seconds")).isEqualTo(6);
      assertThat(type(landed, "trip_seconds")).isEqualTo(ColumnType.INT64);
      assertThat(type(landed, "payment_type")).isEqualTo(ColumnType.UTF8);
    }
  }

  @Test
  void theSpansOfTaxiTripsWriteWholeNumbersWithAPoint() {
    try (OpenEngine open = new OpenEngine(folder, 2)) {
      Landed whole = open.landInferred(data("chicago_taxi/chicago_taxi.csv.gz"));
      assertThat(type(whole, "trip_seconds")).isEqualTo(ColumnType.INT64);
      Landed both =
          open.landInferred(data("chicago_taxi/tfx_span1.csv.gz", "chicago_taxi/tfx_span2.csv"));
      assertThat(both.cut().rows()).isEqualTo(15_000);
      assertThat(type(both, "trip_seconds")).isEqualTo(ColumnType.FLOAT64);
    }
  }

  @Test
  void adultMarksMissingValues() {
    PinnedSource source = data("adult/adult_train.csv.gz");
    try (OpenEngine open = new OpenEngine(folder, 2)) {
      LandingPlan inferred = open.inferredPlan(source);
      ReadOptions marks = new ReadOptions(Optional.empty(), List.of("?"));
      Landed landed =
          open.engine.land(source, new LandingPlan(marks, inferred.columns(), List.of()));
      assertThat(landed.cut().rows()).isEqualTo(32_561);
      assertThat(missing(open, landed, "workclass")).isEqualTo(1_836);
      assertThat(missing(open, landed, "occupation")).isEqualTo(1_843);
      assertThat(missing(open, landed, "native-country")).isEqualTo(583);
    }
  }

  @Test
  void wordsOfTextColumnsStayValues() {
    try (OpenEngine open = new OpenEngine(folder, 2)) {
      PinnedSource source = data("bank_marketing/bank_additional_full.csv.gz");
      List<InferredColumn> columns = open.engine.infer(source, ReadOptions.DEFAULTS).columns();
      assertThat(columns).allMatch(column -> column.missingMarks().isEmpty());
      Landed landed = open.landInferred(source);
      assertThat(landed.cut().rows()).isEqualTo(41_188);
      assertThat(missing(open, landed, "default")).isZero();
    }
  }

  @Test
  void messagesWithQuotesAndCommas() {
    try (OpenEngine open = new OpenEngine(folder, 2)) {
      Landed landed = open.landInferred(data("sms_spam/sms_spam.csv"));
      assertThat(landed.cut().rows()).isEqualTo(5_574);
      assertThat(landed.ledger().rejected()).isEmpty();
    }
  }

  @Test
  void flightsHaveDatesAndTimes() {
    try (OpenEngine open = new OpenEngine(folder, 2)) {
      Landed landed = open.landInferred(data("flights/flights_sample.csv.gz"));
      assertThat(landed.cut().rows()).isEqualTo(150_000);
      assertThat(landed.cut().parts()).hasSize(2);
      assertThat(type(landed, "date")).isEqualTo(ColumnType.LOCAL_DATETIME);
    }
  }
}

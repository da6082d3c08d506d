package dev.millrace.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.category.Cells;
import dev.millrace.column.Batch;
import dev.millrace.column.ColumnType;
import dev.millrace.column.ValidityBuilder;
import dev.millrace.column.VectorColumn;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * A plan written by version 1 is read for ever and gives the bits it gave then, on every JDK this
 * module runs on. The expected file is never made again: a difference is an error in the code.
 */
class GoldenPlanTest {
  @Test
  void planOfVersion1GivesItsBits() throws IOException {
    FeaturePlan plan = FeaturePlanJson.fromJson(read("feature-plan-v1.json"));
    JsonObject expected =
        JsonObject.of(read("feature-plan-v1.expected.json")).only("digest", "names", "rows");
    assertThat(plan.digest().hex()).isEqualTo(expected.text("digest"));
    assertThat(plan.featureNames()).isEqualTo(expected.texts("names"));
    FeatureMatrix matrix = plan.evaluate(rows(plan));
    List<Json> rows = expected.items("rows");
    assertThat(rows).hasSize(matrix.rows());
    for (int row = 0; row < matrix.rows(); row++) {
      assertThat(Json.texts(hex(matrix, row))).as("row %d", row).isEqualTo(rows.get(row));
    }
  }

  /** Supplies, and numbers by category. */
  @Test
  void planOfVersion2GivesItsBits() throws IOException {
    FeaturePlan plan = FeaturePlanJson.fromJson(read("feature-plan-v2.json"));
    JsonObject expected =
        JsonObject.of(read("feature-plan-v2.expected.json")).only("digest", "names", "rows");
    assertThat(plan.digest().hex()).isEqualTo(expected.text("digest"));
    assertThat(plan.featureNames()).isEqualTo(expected.texts("names"));
    assertThat(plan.supplies()).hasSize(1);
    FeatureMatrix matrix =
        plan.evaluate(
            new Batch(
                plan.inputs(),
                List.of(
                    Cells.texts("Taxi Co", "", null, "unseen", "Zürich Cab 🚕"),
                    Cells.reals(1.0, -0.0, Double.NaN, null, 0.1),
                    Cells.reals(12.85, null, Double.NaN, -0.0, Double.POSITIVE_INFINITY)),
                5));
    List<Json> rows = expected.items("rows");
    assertThat(rows).hasSize(matrix.rows());
    for (int row = 0; row < matrix.rows(); row++) {
      assertThat(Json.texts(hex(matrix, row))).as("row %d", row).isEqualTo(rows.get(row));
    }
  }

  static List<String> hex(FeatureMatrix matrix, int row) {
    List<String> hex = new ArrayList<>();
    for (int slot = 0; slot < matrix.width(); slot++) {
      hex.add(Float.toHexString(matrix.at(row, slot)));
    }
    return hex;
  }

  static Batch rows(FeaturePlan plan) {
    ValidityBuilder fourPlaces = new ValidityBuilder();
    fourPlaces.missing(1);
    fourPlaces.missing(4);
    return new Batch(
        plan.inputs(),
        List.of(
            Cells.reals(
                12.85,
                null,
                Double.NaN,
                -0.0,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                1e300),
            Cells.wholes(1L, 2L, -3L, null, Long.MAX_VALUE, Long.MIN_VALUE, 7L),
            Cells.decimals(12, 2, "0.10", "-3.00", "3", null, "9999999999.99", "2.5", "0"),
            Cells.bools(true, false, null, true, true, false, true),
            Cells.dictionary("Taxi Co", "", null, "Zürich Cab 🚕", "unseen", "taxi co", "😀"),
            Cells.longs(
                ColumnType.DATE,
                day("2020-02-29"),
                day("1969-12-31"),
                null,
                0L,
                1L,
                -1L,
                Long.MAX_VALUE),
            Cells.longs(
                ColumnType.INSTANT,
                micros("2013-06-08T17:45:00Z"),
                micros("1969-12-31T23:59:59Z"),
                null,
                0L,
                -1L,
                Long.MIN_VALUE,
                Long.MAX_VALUE),
            Cells.longs(
                ColumnType.LOCAL_DATETIME,
                micros("2013-06-08T17:45:59.999999Z"),
                1L,
                null,
                -1L,
                0L,
                59_000_000L,
                60_000_000L),
            VectorColumn.owning(
                new ColumnType.FixedVector(2),
                new float[] {
                  41.8781f,
                  -87.6298f,
                  1,
                  2,
                  Float.NaN,
                  -0.0f,
                  1e-40f,
                  3e38f,
                  0,
                  0,
                  Float.POSITIVE_INFINITY,
                  Float.NEGATIVE_INFINITY,
                  0.1f,
                  0.2f
                },
                fourPlaces.build(7))),
        7);
  }

  private static long day(String date) {
    return LocalDate.parse(date).toEpochDay();
  }

  private static long micros(String instant) {
    Instant time = Instant.parse(instant);
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }

  static Json read(String name) throws IOException {
    try (InputStream in = GoldenPlanTest.class.getResourceAsStream("/golden/" + name)) {
      return JsonReader.read(Objects.requireNonNull(in, name).readAllBytes());
    }
  }
}

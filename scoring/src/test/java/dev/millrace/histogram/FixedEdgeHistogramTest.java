package dev.millrace.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.category.Cells;
import dev.millrace.column.ColumnType;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FixedEdgeHistogramTest {
  private static final Edges EDGES = Edges.of(0, 1, 2.5, 10);

  @Test
  void leftEdgeIsInsideRightEdgeIsNotExceptTheLast() {
    FixedEdgeHistogram counted =
        count(-0.1, -0.0, 0.0, 0.99, 1, 2.4, 2.5, 10, Math.nextUp(10.0), Math.nextDown(1.0));
    assertThat(counted).isEqualTo(FixedEdgeHistogram.of(EDGES, new long[] {4, 2, 2}, 1, 1, 0, 0));
    assertThat(counted.inside()).isEqualTo(8);
    assertThat(counted.total()).isEqualTo(10);
  }

  @Test
  void infinitiesAreOutsideAndNanAndMissingApart() {
    FixedEdgeCounter counter = new FixedEdgeCounter(EDGES);
    counter.add(
        Cells.reals(
            Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, null, null, 1.0));
    assertThat(counter.snapshot())
        .isEqualTo(FixedEdgeHistogram.of(EDGES, new long[] {0, 1, 0}, 1, 1, 1, 2));
  }

  @Test
  void everyNumericAndTemporalTypeIsCounted() {
    FixedEdgeCounter counter = new FixedEdgeCounter(EDGES);
    counter.add(Cells.wholes(0L, 11L, null));
    counter.add(Cells.decimals(4, 1, "2.5", "-1.0", null));
    counter.add(Cells.longs(ColumnType.DATE, 1L));
    assertThat(counter.snapshot())
        .isEqualTo(FixedEdgeHistogram.of(EDGES, new long[] {1, 1, 1}, 1, 1, 0, 2));
    assertThatThrownBy(() -> counter.add(Cells.texts("1"))).hasMessageContaining("utf8");
  }

  @Test
  void oneBinOfAConstantReferenceHoldsIt() {
    FixedEdgeCounter counter = new FixedEdgeCounter(Edges.equalFrequency(7, 7));
    counter.add(7);
    counter.add(6);
    counter.add(8);
    FixedEdgeHistogram counted = counter.snapshot();
    assertThat(counted.count(0)).isEqualTo(1);
    assertThat(counted.below()).isEqualTo(1);
    assertThat(counted.above()).isEqualTo(1);
  }

  @Test
  void partsMergeToTheWholeInAnyOrder() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 100; round++) {
      FixedEdgeCounter whole = new FixedEdgeCounter(EDGES);
      FixedEdgeCounter[] parts = new FixedEdgeCounter[3];
      for (int p = 0; p < parts.length; p++) {
        parts[p] = new FixedEdgeCounter(EDGES);
        for (int i = random.nextInt(50); i > 0; i--) {
          addOne(random.nextInt(6), random.nextDouble(-2, 12), whole, parts[p]);
        }
      }
      FixedEdgeHistogram a = throughJson(parts[0].snapshot());
      FixedEdgeHistogram b = throughJson(parts[1].snapshot());
      FixedEdgeHistogram c = throughJson(parts[2].snapshot());
      assertThat(a.plus(b).plus(c)).isEqualTo(whole.snapshot());
      assertThat(a.plus(b.plus(c))).isEqualTo(whole.snapshot());
      assertThat(c.plus(a).plus(b)).isEqualTo(whole.snapshot());
      assertThat(a.plus(FixedEdgeHistogram.empty(EDGES))).isEqualTo(a).hasSameHashCodeAs(a);
    }
  }

  private static void addOne(int kind, double value, FixedEdgeCounter... counters) {
    for (FixedEdgeCounter counter : counters) {
      if (kind == 0) {
        counter.addMissing();
      } else {
        counter.add(kind == 1 ? Double.NaN : value);
      }
    }
  }

  @Test
  void whatIsRefused() {
    FixedEdgeHistogram some = FixedEdgeHistogram.empty(EDGES);
    assertThatThrownBy(() -> some.plus(FixedEdgeHistogram.empty(Edges.of(0, 1))))
        .hasMessageContaining("different edges");
    assertThatThrownBy(() -> FixedEdgeHistogram.empty(Edges.of(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FixedEdgeCounter(Edges.of(1))).hasMessageContaining("two edges");
    FixedEdgeHistogram full =
        FixedEdgeHistogram.of(EDGES, new long[] {Long.MAX_VALUE, 0, 0}, 0, 0, 0, 0);
    assertThatThrownBy(() -> full.plus(full)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void jsonOfStrangersIsRefused() {
    refused("{}", "unknown member|must be");
    refused(json().replace("\"version\":1", "\"version\":2"), "version 2");
    refused(json().replace("\"below\":1", "\"below\":-1"), "not negative");
    refused(json().replace("\"below\":1", "\"below\":1,\"beside\":1"), "beside");
    refused(json().replace("[0.0,", "["), "do not make 3 bins");
    refused(json().replace("[0.0,1.0,", "[1.0,0.0,"), "increase");
    refused(json().replace("[1,0,0]", "[1,0.5,0]"), "whole numbers");
    refused(json().replace("[1,0,0]", "[9223372036854775807,1,0]"), "overflow");
  }

  private static void refused(String text, String reason) {
    Json json = JsonReader.read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThatThrownBy(() -> HistogramJson.readFixedEdge(json))
        .isInstanceOf(JsonSyntaxException.class)
        .hasMessageFindingMatch(reason);
  }

  private static String json() {
    return CanonicalJson.text(HistogramJson.toJson(count(0, -5)));
  }

  private static FixedEdgeHistogram throughJson(FixedEdgeHistogram histogram) {
    return HistogramJson.readFixedEdge(
        JsonReader.read(CanonicalJson.bytes(HistogramJson.toJson(histogram))));
  }

  private static FixedEdgeHistogram count(double... values) {
    FixedEdgeCounter counter = new FixedEdgeCounter(EDGES);
    for (double value : values) {
      counter.add(value);
    }
    return counter.snapshot();
  }
}

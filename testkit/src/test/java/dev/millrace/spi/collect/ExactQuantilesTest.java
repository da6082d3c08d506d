package dev.millrace.spi.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.Validity;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.scan.Collector;
import dev.millrace.spi.scan.OrderedPass;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.scan.SortOrder;
import dev.millrace.testkit.engine.KeepEvery;
import dev.millrace.testkit.engine.ReferenceEngine;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ExactQuantilesTest {
  private static final ColumnName X = new ColumnName("x");
  private static final List<Double> SOME = List.of(0.5, 0.0, 1.0, 0.25, 0.999, 0.001, 0.3333);

  private final CountingEngine engine = new CountingEngine();

  /** Counts scans; for nothing else. */
  private static final class CountingEngine implements Engine {
    private final ReferenceEngine engine = new ReferenceEngine();
    private int scans;

    @Override
    public <S> S collect(Scan scan, Collector<S> collector) {
      scans++;
      return engine.collect(scan, collector);
    }

    @Override
    public <R> R ordered(Scan scan, SortOrder order, OrderedPass<R> pass) {
      throw new UnsupportedOperationException();
    }

    @Override
    public RowBatch sample(Scan scan, SampleSize size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }

  private Quantiles find(Batch table, List<Double> probabilities) {
    DataCut cut = engine.engine.write(table.fields(), List.of(table)).cut();
    engine.scans = 0;
    Quantiles found = ExactQuantiles.find(engine, Scan.all(cut), Map.of(X, probabilities)).get(X);
    assertThat(found).isNotNull();
    return found;
  }

  private static Batch doubles(DoubleStream values) {
    double[] array = values.toArray();
    return new Batch(
        Tables.fields("x float64"),
        List.of(DoubleColumn.owning(array, Validity.all(array.length))),
        array.length);
  }

  /** The definition, by sorting everything. */
  private static double expected(double[] values, double probability) {
    double[] sorted = Arrays.stream(values).map(x -> x + 0.0).sorted().toArray();
    double position = probability * (sorted.length - 1);
    int low = (int) position;
    int high = Math.min(low + 1, sorted.length - 1);
    double share = position - low;
    return share == 0 || sorted[low] == sorted[high]
        ? sorted[low]
        : sorted[low] + (sorted[high] - sorted[low]) * share;
  }

  private void agrees(double[] values) {
    Quantiles found = find(doubles(Arrays.stream(values)), SOME);
    assertThat(found.count()).isEqualTo(values.length);
    for (double probability : SOME) {
      assertThat(found.at(probability)).hasValue(expected(values, probability));
    }
  }

  @Test
  void agreesWithSorting() {
    for (int n : new int[] {1, 2, 3, 10, 1_000}) {
      agrees(new SplittableRandom(n).doubles(n, -5, 5).toArray());
      assertThat(engine.scans).isEqualTo(1);
    }
  }

  @Test
  void largeTablesTakeFewScans() {
    int n = 200_000;
    Map<String, DoubleUnaryOperator> shapes =
        Map.of(
            "uniform", u -> u * 10,
            "around a million", u -> 1e6 + u,
            "few values", u -> Math.floor(u * 7),
            "constant", u -> 42,
            "signs", u -> u < 0.5 ? -u : u,
            "wide", u -> StrictMath.exp((u - 0.5) * 1000),
            "close together", u -> Double.longBitsToDouble(0x3ff0000000000000L + (long) (u * 9)));
    shapes.forEach(
        (name, shape) -> {
          agrees(new SplittableRandom(7).doubles(n).map(shape).toArray());
          assertThat(engine.scans).as(name).isLessThanOrEqualTo(6);
        });
    agrees(new SplittableRandom(7).doubles(n).toArray());
    assertThat(engine.scans).isLessThanOrEqualTo(3);
  }

  @Test
  void onlyFiniteValuesCount() {
    Batch table =
        Tables.columns("x float64")
            .row(Double.NaN)
            .row(3.0)
            .row((Object) null)
            .row(Double.NEGATIVE_INFINITY)
            .row(-0.0)
            .row(1.0)
            .batch();
    Quantiles found = find(table, List.of(0.0, 0.5));
    assertThat(found.count()).isEqualTo(3);
    assertThat(found.values()).containsExactly(0.0, 1.0);
  }

  @Test
  void nothingHasNoQuantiles() {
    Quantiles found = find(Tables.columns("x float64").row(Double.NaN).batch(), SOME);
    assertThat(found.count()).isZero();
    assertThat(found.at(0.5)).isEmpty();
    assertThat(find(Tables.columns("x float64").batch(), SOME).at(0.5)).isEmpty();
  }

  @Test
  void integersDecimalsAndTimesHaveQuantiles() {
    assertThat(find(Tables.columns("x int64").row(1).row(4).batch(), List.of(0.5)).values())
        .containsExactly(2.5);
    assertThat(
            find(Tables.columns("x decimal(9,2)").row("1.5").row("2").batch(), List.of(1.0))
                .values())
        .containsExactly(2.0);
    assertThat(find(Tables.columns("x date").row(10).row(20).batch(), List.of(0.0)).values())
        .containsExactly(10.0);
  }

  @Test
  void manyColumnsAndFiltersShareScans() {
    Batch table = RandomTables.batch(Tables.fields("i int64", "a float64", "b float64"), 3_000, 4);
    DataCut cut = engine.engine.write(table.fields(), List.of(table)).cut();
    Scan even = Scan.all(cut).where(new KeepEvery(new ColumnName("i"), 2));
    Map<ColumnName, List<Double>> wanted = new HashMap<>();
    wanted.put(new ColumnName("a"), List.of(0.5));
    wanted.put(new ColumnName("b"), List.of(0.1, 0.9));
    Map<ColumnName, Quantiles> found = ExactQuantiles.find(engine, even, wanted);
    assertThat(engine.scans).isEqualTo(1);
    assertThat(found.keySet()).isEqualTo(wanted.keySet());
    assertThat(found.values()).allSatisfy(q -> assertThat(q.count()).isBetween(100L, 2_000L));
  }

  @Test
  void probabilitiesAreChecked() {
    Batch table = Tables.columns("x float64").row(1.0).batch();
    assertThatThrownBy(() -> find(table, List.of(1.5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.5");
    assertThatThrownBy(() -> find(table, List.of(Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

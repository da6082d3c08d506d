package dev.millrace.spi.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.scan.Collector;
import dev.millrace.testkit.collect.CollectorContract;
import dev.millrace.testkit.table.Tables;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MomentsTest extends CollectorContract<Moments.State> {
  private static final double[] CENTRES = {0, 1e6, -3, 1e-6};

  @Override
  public Collector<Moments.State> collector() {
    return new Moments(new ColumnName("x"));
  }

  @Override
  protected Batch table(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double centre = CENTRES[(int) (seed % CENTRES.length)];
    Tables table = Tables.columns("x float64");
    for (int row = 0; row < rows; row++) {
      table.row(row % 17 == 0 ? null : centre + random.nextExponential());
    }
    return table.batch();
  }

  @Override
  protected double[] figures(Moments.State state, int rows) {
    return new double[] {
      state.mean().orElseThrow(), state.deviation().orElseThrow(), state.skewness().orElseThrow()
    };
  }

  @Override
  protected double tolerance(double figure, double relativeError, int rows) {
    return Math.max(1, Math.abs(figure)) * relativeError;
  }

  private static Moments.State of(List<Double> values) {
    Moments collector = new Moments(new ColumnName("x"));
    Moments.State state = collector.fresh();
    Tables table = Tables.columns("x float64");
    values.forEach(table::row);
    collector.add(state, CollectorContract.rows(table.batch()));
    return state;
  }

  @Test
  void agreesWithExactArithmetic() {
    SplittableRandom random = new SplittableRandom(5);
    for (int n : new int[] {1, 2, 3, 511, 512, 513, 2000}) {
      List<Double> values = new ArrayList<>();
      BigDecimal sum = BigDecimal.ZERO;
      for (int i = 0; i < n; i++) {
        values.add(1e9 + random.nextDouble() * 10);
        sum = sum.add(new BigDecimal(values.get(i)));
      }
      BigDecimal mean = sum.divide(BigDecimal.valueOf(n), MathContext.DECIMAL128);
      BigDecimal squares = BigDecimal.ZERO;
      for (double value : values) {
        squares = squares.add(new BigDecimal(value).subtract(mean).pow(2));
      }
      double variance = squares.doubleValue() / n;
      Moments.State state = of(values);
      assertThat(state.count()).isEqualTo(n);
      assertThat(state.mean().orElseThrow()).isCloseTo(mean.doubleValue(), within(1e-5));
      assertThat(state.deviation().orElseThrow())
          .isCloseTo(Math.sqrt(variance), within(1e-6 * (1 + Math.sqrt(variance))));
    }
  }

  @Test
  void onlyFiniteValuesCount() {
    Moments.State state =
        of(List.of(1.0, Double.NaN, Double.POSITIVE_INFINITY, 3.0, Double.NEGATIVE_INFINITY));
    assertThat(state.count()).isEqualTo(2);
    assertThat(state.mean()).hasValue(2);
    assertThat(state.deviation()).hasValue(1);
    assertThat(state.sampleVariance()).hasValue(2);
  }

  @Test
  void nothingIsSaidThatIsNotKnown() {
    assertThat(of(List.of()).mean()).isEmpty();
    assertThat(of(List.of()).deviation()).isEmpty();
    assertThat(of(List.of(4.0)).sampleVariance()).isEmpty();
    assertThat(of(List.of(4.0)).skewness()).isEmpty();
    assertThat(of(List.of(4.0, 4.0)).skewness()).isEmpty();
    assertThat(of(List.of(4.0, 4.0)).deviation()).hasValue(0);
  }

  @Test
  void theLargestDoublesHaveAMean() {
    Moments.State state = of(List.of(Double.MAX_VALUE, Double.MAX_VALUE));
    assertThat(state.mean()).hasValue(Double.MAX_VALUE);
    assertThat(of(List.of(Double.MAX_VALUE, -Double.MAX_VALUE)).deviation()).isEmpty();
  }
}

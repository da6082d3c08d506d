package dev.millrace.feature;

import static dev.millrace.feature.StepOn.IN;
import static dev.millrace.feature.StepOn.OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.category.Cells;
import dev.millrace.column.Column;
import dev.millrace.column.DoubleColumn;
import dev.millrace.histogram.Edges;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What steps over numbers do with missing cells, NaN, the infinities and -0.0. */
class NumberStepsTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;
  private static final DoubleColumn ODD = Cells.reals(null, NAN, INF, -INF, -0.0, 2.0);

  @Test
  void impute() {
    assertThat(cells(new Impute(IN, OUT, Statistic.MEAN, 7), ODD))
        .containsExactly(7.0, 7.0, INF, -INF, -0.0, 2.0);
    assertThat(cells(new Impute(IN, OUT, Statistic.MEAN, 7), Cells.reals(NAN)))
        .containsExactly(7.0);
    assertThat(cells(new Impute(IN, OUT, Statistic.MEAN, 7), Cells.reals())).isEmpty();
    refused(() -> new Impute(IN, OUT, Statistic.MEAN, NAN), "finite");
  }

  @Test
  void missingIndicator() {
    assertThat(cells(new MissingIndicator(IN, OUT), ODD))
        .containsExactly(1.0, 1.0, 0.0, 0.0, 0.0, 0.0);
    assertThat(cells(new MissingIndicator(IN, OUT), Cells.texts("", null)))
        .containsExactly(0.0, 1.0);
  }

  @Test
  void standardize() {
    assertThat(cells(new Standardize(IN, OUT, 1, 2), ODD))
        .containsExactly(null, NAN, INF, -INF, -0.5, 0.5);
    assertThat(cells(new Standardize(IN, OUT, 0, 2), Cells.reals(-0.0))).containsExactly(-0.0);
    refused(() -> new Standardize(IN, OUT, 1, 0), "above 0");
    refused(() -> new Standardize(IN, OUT, 1, -1), "above 0");
    refused(() -> new Standardize(IN, OUT, INF, 1), "finite");
    refused(() -> new Standardize(IN, OUT, 1, NAN), "finite");
  }

  @Test
  void minMax() {
    assertThat(cells(new MinMax(IN, OUT, 1, 3), ODD))
        .containsExactly(null, NAN, INF, -INF, -0.5, 0.5);
    assertThat(cells(new MinMax(IN, OUT, 1, 3), Cells.reals(1.0, 3.0, 5.0)))
        .containsExactly(0.0, 1.0, 2.0);
    refused(() -> new MinMax(IN, OUT, 1, 1), "above min");
    refused(() -> new MinMax(IN, OUT, -1e308, 1e308), "max - min is a finite number");
  }

  @Test
  void log1p() {
    assertThat(cells(new Log1p(IN, OUT), ODD))
        .containsExactly(null, NAN, INF, null, -0.0, StrictMath.log1p(2));
    assertThat(cells(new Log1p(IN, OUT), Cells.reals(-1.0, -2.0, Math.nextUp(-1.0))))
        .containsExactly(null, null, StrictMath.log1p(Math.nextUp(-1.0)));
  }

  @Test
  void clip() {
    assertThat(cells(new Clip(IN, OUT, -1, 1), ODD))
        .containsExactly(null, NAN, 1.0, -1.0, -0.0, 1.0);
    assertThat(cells(new Clip(IN, OUT, 0, INF), ODD))
        .containsExactly(null, NAN, INF, 0.0, -0.0, 2.0);
    assertThat(cells(new Clip(IN, OUT, 1, 1), Cells.reals(0.0, 1.0, 2.0)))
        .containsExactly(1.0, 1.0, 1.0);
    refused(() -> new Clip(IN, OUT, 2, 1), "not above");
    refused(() -> new Clip(IN, OUT, -INF, INF), "or one of them");
    refused(() -> new Clip(IN, OUT, INF, INF), "or one of them");
    refused(() -> new Clip(IN, OUT, NAN, 1), "not above");
  }

  @Test
  void buckets() {
    Buckets step = new Buckets(IN, OUT, Edges.of(0, 2.5));
    assertThat(cells(step, ODD)).containsExactly(null, null, 2L, 0L, 1L, 1L);
    assertThat(cells(step, Cells.reals(-0.1, 0.0, 2.4, 2.5, 2.6)))
        .containsExactly(0L, 1L, 1L, 2L, 2L);
    assertThat(List.of(step.slotSuffix(0), step.slotSuffix(1), step.slotSuffix(2)))
        .containsExactly("=(-inf,0.0)", "=[0.0,2.5)", "=[2.5,+inf)");
  }

  @Test
  void toNumber() {
    ToNumber step = new ToNumber(IN, OUT);
    assertThat(cells(step, ODD)).containsExactly(null, NAN, INF, -INF, -0.0, 2.0);
    assertThat(cells(step, Cells.wholes(null, 3L, (1L << 53) + 1, Long.MAX_VALUE)))
        .containsExactly(null, 3.0, 0x1p53, 0x1p63);
    assertThat(cells(step, Cells.bools(null, true, false))).containsExactly(null, 1.0, 0.0);
    assertThat(cells(step, Cells.decimals(38, 2, null, "0.10", "-12345678901234567890.01")))
        .containsExactly(null, 0.1, -1.2345678901234567E+19);
  }

  @Test
  void aWrongTypeIsRefusedByNameWithAdvice() {
    assertThatThrownBy(() -> cells(new Standardize(IN, OUT, 0, 1), Cells.wholes(1L)))
        .hasMessageContainingAll("standardize", "'out'", "'in'", "int64", "to-number");
    assertThatThrownBy(() -> cells(new ToNumber(IN, OUT), Cells.texts("1")))
        .hasMessageContainingAll("to-number", "utf8", "encode");
  }

  private static List<@Nullable Object> cells(RowStep step, Column column) {
    return StepOn.cells(step, column);
  }

  private static void refused(Runnable making, String reason) {
    assertThatThrownBy(making::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }
}

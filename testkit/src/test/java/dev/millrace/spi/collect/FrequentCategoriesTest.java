package dev.millrace.spi.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.scan.Collector;
import dev.millrace.testkit.collect.CollectorContract;
import dev.millrace.testkit.table.Tables;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FrequentCategoriesTest extends CollectorContract<CategoryCounts.State> {
  private static final int MOST = 64;

  @Override
  public Collector<CategoryCounts.State> collector() {
    return new CategoryCounts(new ColumnName("x"), MOST, CategoryCounts.Beyond.KEEP_FREQUENT);
  }

  /** Half the rows are one value, the rest spread over hundreds. */
  @Override
  protected Batch table(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Tables table = Tables.columns("x utf8");
    for (int row = 0; row < rows; row++) {
      table.row(random.nextBoolean() ? "often" : "v" + random.nextInt(500));
    }
    return table.batch();
  }

  @Override
  protected double[] figures(CategoryCounts.State state, int rows) {
    return new double[] {state.top(1).get(0).count()};
  }

  @Override
  protected double tolerance(double figure, double relativeError, int rows) {
    return relativeError * rows;
  }

  @Test
  void countsAreTooSmallByAtMostTheError() {
    Batch table = table(5_000, 9);
    Map<String, Long> exact = new HashMap<>();
    for (int row = 0; row < table.rows(); row++) {
      exact.merge(
          String.valueOf(dev.millrace.testkit.table.Cells.at(table.column(0), row)), 1L, Long::sum);
    }
    Collector<CategoryCounts.State> collector = collector();
    CategoryCounts.State state = collector.fresh();
    collector.add(state, CollectorContract.rows(table));
    assertThat(state.isExact()).isFalse();
    assertThat(state.error()).isPositive().isLessThanOrEqualTo(2 * 5_000 / MOST);
    Map<String, Long> counted = new HashMap<>();
    state.top(MOST).forEach(value -> counted.put(value.value(), value.count()));
    exact.forEach(
        (value, count) ->
            assertThat(counted.getOrDefault(value, 0L)).isBetween(count - state.error(), count));
  }

  @Test
  void refusingNamesTheColumn() {
    CategoryCounts refusing =
        new CategoryCounts(new ColumnName("x"), MOST, CategoryCounts.Beyond.REFUSE);
    Batch table = table(1_000, 1);
    assertThatThrownBy(() -> refusing.add(refusing.fresh(), CollectorContract.rows(table)))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("column 'x'")
        .extracting(thrown -> ((MillraceException) thrown).code())
        .isEqualTo(ErrorCode.CATEGORY_LIMIT);
  }
}

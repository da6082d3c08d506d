package dev.millrace.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.category.Cells;
import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.expression.Expression;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComputedTest {
  private static final Fields RAW =
      Fields.of(Field.of("fare", ColumnType.FLOAT64), Field.of("miles", ColumnType.INT64));

  @Test
  void readsColumnsAndEarlierStepsAndFeedsLaterOnes() {
    FeaturePlan plan =
        new FeaturePlan(
            RAW,
            List.of(
                step("per.mile", "fare / miles"),
                step("doubled", "`per.mile` * 2"),
                new Clip(name("doubled"), name("clipped"), 0, 7)),
            List.of(new FeatureOutput(new FeatureName("x"), name("clipped"), Emission.NUMBER)));
    Batch batch =
        new Batch(RAW, List.of(Cells.reals(3.0, 10.0, null), Cells.wholes(2L, 2L, 1L)), 3);
    assertThat(plan.evaluate(batch).values()).containsExactly(3, 7, Float.NaN);
    assertThat(FeaturePlanJson.fromJson(FeaturePlanJson.toJson(plan))).isEqualTo(plan);
  }

  @Test
  void oneMeaningHasOneDigestHoweverItIsWritten() {
    assertThat(step("x", "fare*( 2 )").toJson()).isEqualTo(step("x", "fare * 2").toJson());
    assertThat(step("x", "fare*( 2 )")).isEqualTo(step("x", "fare * 2"));
  }

  @Test
  void refusalsNameTheStep() {
    assertThatThrownBy(() -> StepChain.bind(RAW, List.of(step("x", "fare + tip"))))
        .isInstanceOf(MillraceException.class)
        .hasMessageContainingAll("computed that gives 'x'", "tip");
    assertThatThrownBy(() -> StepChain.bind(RAW, List.of(step("x", "fare and true"))))
        .isInstanceOfSatisfying(
            MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.EXPRESSION_TYPE))
        .hasMessageContainingAll("computed that gives 'x'");
  }

  private static Computed step(String output, String expression) {
    return new Computed(name(output), Expression.parse(expression));
  }

  private static ColumnName name(String name) {
    return new ColumnName(name);
  }
}

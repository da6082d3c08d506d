package dev.millrace.expression;

import static dev.millrace.category.Cells.decimals;
import static dev.millrace.category.Cells.reals;
import static dev.millrace.category.Cells.wholes;
import static dev.millrace.expression.Evaluations.cells;
import static dev.millrace.expression.Evaluations.table;
import static dev.millrace.expression.Evaluations.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  private static final long MAX = Long.MAX_VALUE;
  private static final long MIN = Long.MIN_VALUE;

  @ParameterizedTest
  @CsvSource({
    "1 + 2, int64",
    "1 + 2.0, float64",
    "1.0 - 2, float64",
    "2 * 3, int64",
    "4 / 2, float64",
    "5 div 2, int64",
    "5 % 2, int64",
    "-5, int64",
    "-5.0, float64",
    "abs(-5), int64",
    "if(true; 1; 2.0), float64",
    "coalesce(1; 2.0), float64",
    "max(1; 2.0), float64",
    "round(2), int64",
    "round(2.5), float64",
    "sqrt(4), float64",
    "1 = 1.0, bool"
  })
  void arithmeticKeepsWholeNumbersUntilAFloatComesIn(String text, String type) {
    Expression expression = Expression.parse(text.replace(';', ','));
    assertThat(expression.bind(Fields.of()).type().text()).isEqualTo(type);
  }

  @Test
  void aWholeNumberOutside64BitsIsMissing() {
    Batch table = table("x", wholes(MAX, MIN, MIN, null, 7L), "y", wholes(1L, 1L, -1L, 1L, 0L));
    assertThat(cells("x + y", table)).isEqualTo(Arrays.asList(null, MIN + 1, null, null, 7L));
    assertThat(cells("x - y", table)).isEqualTo(Arrays.asList(MAX - 1, null, MIN + 1, null, 7L));
    assertThat(cells("x * y", table)).isEqualTo(Arrays.asList(MAX, MIN, null, null, 0L));
    assertThat(cells("x div y", table)).isEqualTo(Arrays.asList(MAX, MIN, null, null, null));
    assertThat(cells("x % y", table)).isEqualTo(Arrays.asList(0L, 0L, 0L, null, null));
    assertThat(cells("-x", table)).isEqualTo(Arrays.asList(-MAX, null, null, null, -7L));
    assertThat(cells("abs(x)", table)).isEqualTo(Arrays.asList(MAX, null, null, null, 7L));
  }

  @Test
  void divisionByZeroIsMissing() {
    Batch table = table("x", reals(1.0, 0.0, Double.NaN), "y", wholes(1L, -1L, 0L));
    assertThat(cells("x / 0", table)).containsOnlyNulls();
    assertThat(cells("y / -0.0", table)).containsOnlyNulls();
    assertThat(cells("y div (y - y)", table)).containsOnlyNulls();
    assertThat(cells("y % (y - y)", table)).containsOnlyNulls();
    assertThat(cells("x / y", table)).isEqualTo(Arrays.asList(1.0, -0.0, null));
  }

  @Test
  void quotientAndRemainderMakeUpTheDividend() {
    Batch table =
        table("x", wholes(7L, -7L, 7L, -7L, MAX, MIN), "y", wholes(2L, 2L, -2L, -2L, 10L, 10L));
    assertThat(cells("x div y", table)).isEqualTo(List.of(3L, -3L, -3L, 3L, MAX / 10, MIN / 10));
    assertThat(cells("(x div y) * y + x % y = x", table)).containsOnly(true);
  }

  @Test
  void comparisonsAcrossTypesAreExact() {
    long big = (1L << 53) + 1; // the nearest double is one less
    Batch table = table("x", wholes(big, MAX, MIN, 0L), "y", reals(0x1p53, 0x1p63, -0x1p63, -0.0));
    assertThat(cells("x > y", table)).isEqualTo(List.of(true, false, false, false));
    assertThat(cells("y < x", table)).isEqualTo(List.of(true, false, false, false));
    assertThat(cells("x = y", table)).isEqualTo(List.of(false, false, true, true));
    assertThat(cells("x <> y", table)).isEqualTo(List.of(true, true, false, false));
    assertThat(cells("x in (9007199254740992.0)", table).get(0)).isEqualTo(false);
    assertThat(cells("y in (9007199254740993)", table).get(0)).isEqualTo(false);
    assertThat(cells("y in (0)", table).get(3)).isEqualTo(true);
    assertThat(cells("x in (0.5, 0.0)", table).get(3)).isEqualTo(true);
  }

  @Test
  void aComparisonWithNaNHasNoAnswer() {
    Batch table = table("x", reals(Double.NaN, 1.0, null), "y", wholes(1L, 1L, 1L));
    for (String sign : List.of("=", "<>", "<", "<=", ">", ">=")) {
      assertThat(cells("x " + sign + " 1.0", table).get(0)).isNull();
      assertThat(cells("y " + sign + " x", table).get(0)).isNull();
      assertThat(cells("x " + sign + " y", table).get(1)).isNotNull();
    }
    assertThat(cells("x in (1, 2)", table)).isEqualTo(Arrays.asList(null, true, null));
    assertThat(cells("x between 0 and 2", table)).isEqualTo(Arrays.asList(null, true, null));
    assertThat(cells("is_nan(x)", table)).isEqualTo(Arrays.asList(true, false, null));
    assertThat(cells("is_nan(y)", table)).containsOnly(false);
    assertThat(cells("x is missing", table)).isEqualTo(List.of(false, false, true));
    assertThat(cells("max(x, 5)", table)).isEqualTo(Arrays.asList(Double.NaN, 5.0, null));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 1",
    "-0.5, -1",
    "0.49999999999999994, 0",
    "2.5, 3",
    "-2.5, -3",
    "1e300, 1e300",
    "4503599627370495.5, 4503599627370496",
    "-0.2, -0.0",
    "7.0, 7"
  })
  void halvesAreRoundedAwayFromZero(String x, double rounded) {
    assertThat(value("round(" + x + ")")).isEqualTo(rounded);
  }

  @Test
  void decimalsAreReadAsFloats() {
    Batch table = table("price", decimals(10, 2, "0.10", "-12.30", null));
    assertThat(Expression.parse("price").bind(table.fields()).type()).isEqualTo(ColumnType.FLOAT64);
    assertThat(cells("price", table)).isEqualTo(Arrays.asList(0.1, -12.3, null));
    assertThat(cells("price = 0.1", table)).isEqualTo(Arrays.asList(true, false, null));
  }

  @Test
  void columnsOfOtherTypesCanOnlyBeAskedWhetherTheyAreMissing() {
    Fields fields =
        Fields.of(
            Field.of("list", new ColumnType.ListOf(ColumnType.INT64)),
            Field.of("image", ColumnType.BLOB_REF));
    assertThat(Expression.parse("list is missing or image is missing").bind(fields).type())
        .isEqualTo(ColumnType.BOOL);
    assertThat(Messages.of("list = list", fields)).contains("= does not take (list<int64>, list");
    assertThat(Messages.of("if(true, image, image)", fields)).contains("one type in common");
  }

  @Test
  void functionsKeepMissingRows() {
    Batch table = table("x", reals(4.0, null), "y", wholes(2L, null));
    for (FunctionDescription function : Expression.functions()) {
      if (function.signatures().toString().contains("(float64) -> float64")) {
        assertThat(cells(function.name() + "(x)", table).get(1)).isNull();
      }
    }
    assertThat(cells("pow(x, y)", table)).isEqualTo(Arrays.asList(16.0, null));
    assertThat(cells("log1p(x - 4)", table)).isEqualTo(Arrays.asList(0.0, null));
    assertThat(cells("sign(-x)", table)).isEqualTo(Arrays.asList(-1.0, null));
  }
}

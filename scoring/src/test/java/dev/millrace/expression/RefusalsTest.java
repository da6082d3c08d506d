package dev.millrace.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
  private static final Fields TRIPS =
      Fields.of(
          Field.of("fare", ColumnType.FLOAT64),
          Field.of("tips", ColumnType.FLOAT64),
          Field.of("company", ColumnType.UTF8),
          Field.of("trip-miles", ColumnType.FLOAT64),
          Field.of("day", ColumnType.DATE),
          Field.of("start", ColumnType.INSTANT),
          Field.of("seconds", ColumnType.INT64),
          Field.of("paid", ColumnType.BOOL));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          tips > 0.2 * faer           | EXPRESSION_COLUMN_UNKNOWN   | 14 | mean fare?
          trip-miles > 3              | EXPRESSION_COLUMN_UNKNOWN   | 1  | mean `trip-miles`?
          Paid                        | EXPRESSION_COLUMN_UNKNOWN   | 1  | mean paid?
          sqroot(fare)                | EXPRESSION_FUNCTION_UNKNOWN | 1  | mean sqrt?
          1 + ifnull(fare, 0)         | EXPRESSION_FUNCTION_UNKNOWN | 5  | mean coalesce?
          company = "Yellow"          | EXPRESSION_SYNTAX           | 11 | single quotes
          fare > 1 && tips > 1        | EXPRESSION_SYNTAX           | 10 | Write and.
          ~fare > 1 || tips > 1~      | EXPRESSION_SYNTAX           | 10 | Write or
          !paid                       | EXPRESSION_SYNTAX           | 1  | Write not
          fare ^ 2                    | EXPRESSION_SYNTAX           | 6  | pow(x, y)
          paid ? 1 : 2                | EXPRESSION_SYNTAX           | 6  | if(condition
          company like 'a%'           | EXPRESSION_SYNTAX           | 9  | starts_with
          company not like 'a%'       | EXPRESSION_SYNTAX           | 13 | starts_with
          company = 'Yellow           | EXPRESSION_SYNTAX           | 11 | written twice
          0 < fare < 10               | EXPRESSION_SYNTAX           | 10 | a < b and b < c
          fare = not paid             | EXPRESSION_SYNTAX           | 8  | in brackets
          end > 3                     | EXPRESSION_SYNTAX           | 1  | `end`
          fare >                      | EXPRESSION_SYNTAX           | 7  | ends too early
          ~~                          | EXPRESSION_SYNTAX           | 1  | ends too early
          (fare > 1                   | EXPRESSION_SYNTAX           | 10 | closing bracket
          fare fare                   | EXPRESSION_SYNTAX           | 6  | an operator or the end
          if(paid, 1)                 | EXPRESSION_SYNTAX           | 1  | if(condition, value, other)
          case fare when 1 then 2 end | EXPRESSION_SYNTAX           | 6  | case when
          fare is true                | EXPRESSION_SYNTAX           | 9  | missing or not missing
          fare in 1, 2                | EXPRESSION_SYNTAX           | 9  | a list in brackets
          12abc                       | EXPRESSION_SYNTAX           | 1  | in backticks
          1.                          | EXPRESSION_SYNTAX           | 1  | 1.5e-3
          .5                          | EXPRESSION_SYNTAX           | 1  | 0.5
          1e999                       | EXPRESSION_SYNTAX           | 1  | range
          9223372036854775808         | EXPRESSION_SYNTAX           | 1  | decimal point
          ``                          | EXPRESSION_SYNTAX           | 1  | 1 to 256 characters
          fare; tips                  | EXPRESSION_SYNTAX           | 5  | one expression
          fare > company              | EXPRESSION_TYPE             | 6  | (float64, utf8)
          day >= '2016-01-01'         | EXPRESSION_TYPE             | 5  | date('2016-01-31')
          start < '2016-01-01'        | EXPRESSION_TYPE             | 7  | instant('2016-01-31T08:15Z')
          day < start                 | EXPRESSION_TYPE             | 5  | (date, instant)
          fare % 2                    | EXPRESSION_TYPE             | 6  | (int64, int64)
          paid < true                 | EXPRESSION_TYPE             | 6  | (bool, bool)
          company + 'x'               | EXPRESSION_TYPE             | 9  | (utf8, utf8)
          not fare                    | EXPRESSION_TYPE             | 1  | (float64)
          fare and paid               | EXPRESSION_TYPE             | 6  | (float64, bool)
          length(fare)                | EXPRESSION_TYPE             | 1  | length(utf8) -> int64
          length(company, 2)          | EXPRESSION_TYPE             | 1  | (utf8, int64)
          max(fare)                   | EXPRESSION_TYPE             | 1  | max(T, T, ...) -> T
          hour(day)                   | EXPRESSION_TYPE             | 1  | hour(T) -> int64
          if(fare, 1, 2)              | EXPRESSION_TYPE             | 4  | true or false
          if(paid, 1, 'a')            | EXPRESSION_TYPE             | 1  | one type in common
          if(paid, missing, null)     | EXPRESSION_TYPE             | 1  | one type in common
          missing                     | EXPRESSION_TYPE             | 1  | as a branch
          fare = missing              | EXPRESSION_TYPE             | 6  | is missing
          abs(null)                   | EXPRESSION_TYPE             | 1  | is missing
          paid and null               | EXPRESSION_TYPE             | 6  | is missing
          company in ('a', null)      | EXPRESSION_TYPE             | 18 | bool
          fare in (tips)              | EXPRESSION_TYPE             | 10 | holds constants
          fare in ('a')               | EXPRESSION_TYPE             | 10 | this item is utf8
          paid in (true)              | EXPRESSION_TYPE             | 10 | lists of numbers
          fare in (log(-1))           | EXPRESSION_TYPE             | 10 | is_nan(x)
          day = date('2016-02-30')    | EXPRESSION_TYPE             | 7  | read as 2016-01-31
          fare > 1 / 0                | EXPRESSION_TYPE             | 10 | missing in every row
          9223372036854775807 + 1     | EXPRESSION_TYPE             | 21 | missing in every row
          """)
  void saysWhereAndWhatToDo(String text, ErrorCode code, int column, String told) {
    String written = text == null ? "" : text;
    MillraceException refusal = Messages.refusal(written, TRIPS);
    Problem problem = refusal.problems().get(0);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.where()).isEqualTo("column " + column + " of the expression");
    assertThat(problem.text()).contains(told);
  }

  @Test
  void everyUnknownColumnIsToldOnce() {
    MillraceException refusal = Messages.refusal("fair + tipps > fair * 2 and paid", TRIPS);
    assertThat(refusal.problems()).extracting(Problem::found).containsExactly("fair", "tipps");
    assertThat(refusal.problems().get(0).allowed()).startsWith("fare, tips, company, `trip-miles`");
  }

  @Test
  void placesAreCountedInCharactersAndLines() {
    assertThat(Messages.of("company = '😀😀' and x", TRIPS)).startsWith("column 20 of");
    assertThat(Messages.of("paid\n  and x", TRIPS)).startsWith("line 2, column 7 of");
  }

  @Test
  void aConditionMustBeTrueOrFalse() {
    assertThat(Expression.parse("fare > 1").bindPredicate(TRIPS)).isNotNull();
    try {
      Expression.parse("fare").bindPredicate(TRIPS);
    } catch (MillraceException refused) {
      assertThat(refused).hasMessageContaining("found float64").hasMessageContaining("fare > 0");
      return;
    }
    throw new AssertionError("accepted");
  }

  @Test
  void halfACharacterIsRefused() {
    assertThat(Messages.of("company = '" + '\ud83d' + "'", TRIPS)).startsWith("column 12 of");
    assertThat(Messages.of("`" + '\ude00' + "` = 1", TRIPS)).startsWith("column 2 of");
  }
}

package dev.millrace.expression;

import static dev.millrace.category.Cells.bools;
import static dev.millrace.expression.Evaluations.cells;
import static dev.millrace.expression.Evaluations.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogicLawsTest {
  /** Every triple of true, false and missing. */
  private static final Batch TRIPLES = triples();

  @Test
  void missingIsATruthValueThatIsNotKnown() {
    Batch pairs =
        table(
            "a", bools(true, true, true, false, false, false, null, null, null),
            "b", bools(true, false, null, true, false, null, true, false, null));
    assertThat(cells("a and b", pairs))
        .isEqualTo(Arrays.asList(true, false, null, false, false, false, null, false, null));
    assertThat(cells("a or b", pairs))
        .isEqualTo(Arrays.asList(true, true, true, true, false, null, true, null, null));
    assertThat(cells("not b", pairs))
        .isEqualTo(Arrays.asList(false, true, null, false, true, null, false, true, null));
    assertThat(cells("a = b", pairs))
        .isEqualTo(Arrays.asList(true, false, null, false, true, null, null, null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          not (a and b)        | not a or not b
          not (a or b)         | not a and not b
          a and b              | b and a
          a or b               | b or a
          a and (b and c)      | (a and b) and c
          a or (b or c)        | (a or b) or c
          a and (b or c)       | (a and b) or (a and c)
          a or (b and c)       | (a or b) and (a or c)
          a and (a or b)       | a
          not not a            | a
          a and a              | a
          a <> b               | not (a = b)
          a is not missing     | not (a is missing)
          if(a, b, c)          | case when a then b when true then c end
          if(a, b, false)      | (a is not missing and a) and b or (a is not missing and a) and false
          coalesce(a, b)       | if(a is missing, b, a)
          """)
  void bothSaysTheSame(String left, String right) {
    assertThat(cells(left, TRIPLES)).isEqualTo(cells(right, TRIPLES));
  }

  @Test
  void onlyTrueRowsAreChosen() {
    Batch table = table("a", bools(true, null, false, true, null));
    BoundPredicate predicate = Expression.parse("a").bindPredicate(table.fields());
    assertThat(predicate.rowsWhereTrue(table)).containsExactly(0, 3);
    assertThat(predicate.evaluate(table).missingCount()).isEqualTo(2);
    Batch empty = table.select(new int[0]);
    assertThat(predicate.rowsWhereTrue(empty)).isEmpty();
  }

  private static Batch triples() {
    List<Boolean> values = Arrays.asList(true, false, null);
    Boolean[][] columns = new Boolean[3][27];
    for (int i = 0; i < 27; i++) {
      columns[0][i] = values.get(i / 9);
      columns[1][i] = values.get(i / 3 % 3);
      columns[2][i] = values.get(i % 3);
    }
    return table("a", bools(columns[0]), "b", bools(columns[1]), "c", bools(columns[2]));
  }
}

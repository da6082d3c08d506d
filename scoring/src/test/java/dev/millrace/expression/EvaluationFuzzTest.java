package dev.millrace.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.category.Cells;
import dev.millrace.column.Batch;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.Field;
import dev.millrace.error.MillraceException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random expressions on random tables, against {@link RowEvaluator} and against themselves. */
class EvaluationFuzzTest {
  private static final int ROUNDS = 4_000;

  @Test
  void agreesWithTheRowEvaluator() {
    SplittableRandom random = new SplittableRandom(505);
    RandomExpressions expressions = new RandomExpressions(random);
    int evaluated = 0;
    for (int i = 0; i < ROUNDS; i++) {
      Batch table = RandomTrips.table(random, random.nextInt(40));
      Node tree = expressions.anything(1 + random.nextInt(4));
      BoundExpression bound = bound(tree, table);
      if (bound != null) {
        evaluated++;
        Column result = bound.evaluate(table);
        List<@Nullable Object> expected = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
          Object value = new RowEvaluator(table, row).value(tree);
          expected.add(value instanceof RowEvaluator.Moment moment ? moment.count() : value);
        }
        assertThat(result.type()).isEqualTo(bound.type());
        assertThat(Cells.of(result)).as(Printer.text(tree)).isEqualTo(expected);
      }
    }
    assertThat(evaluated).isGreaterThan(ROUNDS * 3 / 4);
  }

  @Test
  void aRowDoesNotDependOnItsBatchNorOnDictionaries() {
    SplittableRandom random = new SplittableRandom(606);
    RandomExpressions expressions = new RandomExpressions(random);
    for (int i = 0; i < ROUNDS; i++) {
      Batch table = RandomTrips.table(random, 1 + random.nextInt(12));
      Node tree = expressions.anything(1 + random.nextInt(3));
      BoundExpression bound = bound(tree, table);
      if (bound != null) {
        List<@Nullable Object> whole = Cells.of(bound.evaluate(table));
        assertThat(Cells.of(bound.evaluate(recoded(table))))
            .as(Printer.text(tree))
            .isEqualTo(whole);
        int row = random.nextInt(table.rows());
        assertThat(Cells.of(bound.evaluate(table.select(new int[] {row}))))
            .as(Printer.text(tree))
            .containsExactly(whole.get(row));
        assertThat(bound.evaluate(table.select(new int[0])).rows()).isZero();
      }
    }
  }

  /** Null for a tree that is refused because some constant part of it is missing in every row. */
  private static @Nullable BoundExpression bound(Node tree, Batch table) {
    try {
      return Expression.parse(Printer.text(tree)).bind(table.fields());
    } catch (MillraceException refused) {
      assertThat(refused).hasMessageContaining("missing in every row");
      return null;
    }
  }

  /** The same table with dictionaries where there were none, and none where there were. */
  private static Batch recoded(Batch table) {
    List<Column> columns = new ArrayList<>();
    for (Field field : table.fields()) {
      Column column = table.column(field.name());
      if (column instanceof BytesColumn texts) {
        @Nullable String[] cells =
            Cells.of(texts).stream()
                .map(cell -> cell == null ? null : cell.toString())
                .toArray(String[]::new);
        columns.add(texts.hasDictionary() ? Cells.texts(cells) : Cells.dictionary(cells));
      } else {
        columns.add(column);
      }
    }
    return new Batch(table.fields(), columns, table.rows());
  }
}

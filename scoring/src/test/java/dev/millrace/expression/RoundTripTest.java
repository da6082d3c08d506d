package dev.millrace.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.ColumnName;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundTripTest {
  @Test
  void canonicalTextReadsBackAsTheSameTree() {
    SplittableRandom random = new SplittableRandom(101);
    RandomExpressions expressions = new RandomExpressions(random);
    for (int i = 0; i < 5_000; i++) {
      Node tree = expressions.anything(random.nextInt(5));
      String text = Printer.text(tree);
      assertThat(new Parser(new SourceText(text, SourceText.BY_COLUMN)).parse())
          .as(text)
          .isEqualTo(tree);
      assertThat(Expression.parse(text).text()).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          tips>0.2*fare                     | tips > 0.2 * fare
          ((a)) == (b)                      | a = b
          a != b                            | a <> b
          NOT a AND b OR c                  | not a and b or c
          not (a and b)                     | not (a and b)
          (a and b) and c                   | a and b and c
          a and (b and c)                   | a and (b and c)
          not a = b                         | not a = b
          not a in (1,2)                    | a not in (1, 2)
          not (a is null)                   | a is not missing
          a is not null                     | a is not missing
          not a between 1 and 2             | a not between 1 and 2
          a between 1 and 2 and b           | a between 1 and 2 and b
          (a + b) * c - (d - e)             | (a + b) * c - (d - e)
          a - b - c                         | a - b - c
          - a * b                           | -a * b
          -(a * b)                          | -(a * b)
          - - a                             | --a
          2 - -9223372036854775808          | 2 - -9223372036854775808
          007                               | 7
          1e3                               | 1000.0
          1.50                              | 1.5
          1E+30                             | 1E+30
          `fare`                            | fare
          `trip miles` + `a``b` + `End`     | `trip miles` + `a``b` + `End`
          größe > 1                         | `größe` > 1
          IF(a, 1, null)                    | if(a, 1, missing)
          case when a then 1 end            | if(a, 1, missing)
          CASE WHEN a THEN 1 WHEN b THEN 2 ELSE 3 END | case when a then 1 when b then 2 else 3 end
          ABS( x )                          | abs(x)
          'it''s'                           | 'it''s'
          a % b div c                       | a % b div c
          a % (b div c)                     | a % (b div c)
          (a = b) = c                       | (a = b) = c
          (a is missing) = true             | (a is missing) = true
          """)
  void hasOneTextForWhatItSays(String written, String canonical) {
    Expression expression = Expression.parse(written);
    assertThat(expression.text()).isEqualTo(canonical);
    assertThat(Expression.parse(canonical)).isEqualTo(expression).hasSameHashCodeAs(expression);
  }

  @Test
  void columnsAreNamedOnceInOrderOfMention() {
    assertThat(Expression.parse("b + if(a > b, `c d`, -a)").columns())
        .isEqualTo(List.of(new ColumnName("b"), new ColumnName("a"), new ColumnName("c d")));
    assertThat(Expression.parse("1 + 2").columns()).isEmpty();
  }

  @Test
  void everyColumnNameCanBeWritten() {
    for (String name : List.of("a", "end", "a b", "`", "``x", "1st", "é", "😀", "a.b", "'", "\"")) {
      ColumnName column = new ColumnName(name);
      assertThat(Expression.parse(Expression.quote(column)).columns()).containsExactly(column);
    }
  }
}

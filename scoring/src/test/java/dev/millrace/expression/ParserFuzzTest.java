package dev.millrace.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Whatever the text: an expression that can be written and read again, or a problem with a place.
 */
class ParserFuzzTest {
  private static final Batch TABLE = RandomTrips.table(new SplittableRandom(1), 3);
  private static final List<String> PIECES =
      List.of(
          "and",
          "or",
          "not",
          "in",
          "is",
          "missing",
          "between",
          "case",
          "when",
          "then",
          "else",
          "end",
          "if",
          "div",
          "like",
          "true",
          "(",
          ")",
          ",",
          "+",
          "-",
          "*",
          "/",
          "%",
          "=",
          "<>",
          "<=",
          ">",
          "'",
          "'a'",
          "`",
          "`x1`",
          "\"",
          "1",
          "0.5",
          "1e9",
          "9223372036854775808",
          "i1",
          "x1",
          "s1",
          "b1",
          "d1",
          "t1",
          "abs",
          "max",
          "date",
          "substring",
          "coalesce",
          " ",
          "\n",
          ".",
          ";",
          "é",
          "😀",
          "\ud83d",
          "\u0000",
          "\u00a0",
          "1e999",
          "''",
          "``",
          "nope");

  @Test
  void randomPieces() {
    SplittableRandom random = new SplittableRandom(202);
    for (int i = 0; i < 15_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n >= 0; n--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
        text.append(random.nextInt(3) == 0 ? "" : " ");
      }
      check(text.toString());
    }
  }

  @Test
  void mutatedExpressions() {
    SplittableRandom random = new SplittableRandom(303);
    RandomExpressions expressions = new RandomExpressions(random);
    int accepted = 0;
    for (int i = 0; i < 10_000; i++) {
      StringBuilder text = new StringBuilder(Printer.text(expressions.anything(3)));
      for (int n = random.nextInt(4); n > 0; n--) {
        mutate(text, random);
      }
      accepted += check(text.toString());
    }
    assertThat(accepted).isGreaterThan(500);
  }

  @Test
  void randomCharacters() {
    SplittableRandom random = new SplittableRandom(404);
    for (int i = 0; i < 10_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(20); n > 0; n--) {
        text.append((char) random.nextInt(random.nextInt(3) == 0 ? 0x10000 : 0x80));
      }
      check(text.toString());
    }
  }

  private static void mutate(StringBuilder text, SplittableRandom random) {
    int at = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), at + 1 + random.nextInt(4));
    switch (random.nextInt(4)) {
      case 0 -> text.delete(at, to);
      case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
      case 2 -> text.insert(at, text.substring(at, to));
      default -> text.insert(random.nextInt(text.length() + 1), text.substring(at));
    }
  }

  /** 1 when the text is accepted. */
  private static int check(String text) {
    try {
      Expression expression = Expression.parse(text);
      assertThat(Expression.parse(expression.text())).isEqualTo(expression);
      assertThat(expression.bind(TABLE.fields()).evaluate(TABLE).rows()).isEqualTo(3);
      return 1;
    } catch (MillraceException refused) {
      assertThat(refused.code().name()).startsWith("EXPRESSION_");
      for (Problem problem : refused.problems()) {
        assertThat(problem.where()).contains("column ");
        assertThat(problem.what()).isNotEmpty();
      }
      return 0;
    }
  }
}

package dev.millrace.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.category.Cells;
import dev.millrace.column.Batch;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
  private static final Batch TABLE = Evaluations.table("x", Cells.wholes(1L, 2L));

  /** A stack a quarter of what threads have by default. */
  private static final long SMALL_STACK = 256 * 1024;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "-",
        "not ",
        "abs(",
        "if(true,",
        "case when ",
        "x in (1, (",
        "x between (",
        "- -("
      })
  void deepNestingIsRefusedBeforeTheStackEnds(String opening) {
    String text = opening.repeat(9_000 / opening.length()) + "x";
    assertThat(codeOf(text)).isEqualTo(ErrorCode.EXPRESSION_TOO_COSTLY);
  }

  @ParameterizedTest
  @ValueSource(strings = {" + x", " * 2", " div 3", " - 1.5"})
  void longChainsAreRefused(String link) {
    assertThat(codeOf("x" + link.repeat(9_000 / link.length())))
        .isEqualTo(ErrorCode.EXPRESSION_TOO_COSTLY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "abs(", "(", "if(true, 1, ", "coalesce(x, ", "- "})
  void nestingWithinTheLimitFitsASmallStack(String opening) throws Exception {
    int levels = Limits.NESTING - 1;
    String text = opening.repeat(levels) + "x" + ")".repeat(count(opening, '(') * levels);
    assertThat(onASmallStack(text)).containsExactly(true, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {" + x", " and true", " or x = 1", " * 2", " div 3", " - 1.5"})
  void chainsWithinTheLimitFitASmallStack(String link) throws Exception {
    String first = link.contains("true") ? "x = 1" : "x";
    String text = (link.contains("or") ? "x = 2" : first) + link.repeat(Limits.DEPTH - 3);
    assertThat(onASmallStack(text)).containsExactly(true, 2);
  }

  private static List<Object> onASmallStack(String text) throws Exception {
    List<Object> results = Collections.synchronizedList(new ArrayList<>());
    Thread thread =
        new Thread(
            null,
            () -> {
              Expression expression = Expression.parse(text);
              BoundExpression bound = expression.bind(TABLE.fields());
              Expression again = Expression.parse(expression.text());
              results.add(again.equals(expression) && again.hashCode() == expression.hashCode());
              results.add(bound.evaluate(TABLE).rows());
            },
            "small stack",
            SMALL_STACK);
    thread.start();
    thread.join();
    return results;
  }

  @Test
  void chainsOfConditionsMayBeLong() throws Exception {
    assertThat(onASmallStack("x = 1" + " or x = 2".repeat(900))).containsExactly(true, 2);
    assertThat(onASmallStack("x = 1" + " and x <> 2".repeat(700))).containsExactly(true, 2);
  }

  @Test
  void longListsAreAccepted() {
    String list =
        IntStream.range(0, 1_500).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    assertThat(Evaluations.cells("x in (" + list + ")", TABLE)).containsExactly(true, true);
  }

  @Test
  void tooManyPartsAreRefused() {
    assertThat(codeOf("x in (" + "1,".repeat(Limits.NODES) + "1)"))
        .isEqualTo(ErrorCode.EXPRESSION_TOO_COSTLY);
  }

  @Test
  void longTextsAreRefused() {
    assertThat(codeOf(" ".repeat(Limits.TEXT - 1) + "x")).isNull();
    assertThat(codeOf(" ".repeat(Limits.TEXT) + "x")).isEqualTo(ErrorCode.EXPRESSION_TOO_COSTLY);
  }

  private static int count(String text, char wanted) {
    return (int) text.chars().filter(c -> c == wanted).count();
  }

  private static @Nullable ErrorCode codeOf(String text) {
    try {
      Expression.parse(text).bind(TABLE.fields());
      return null;
    } catch (MillraceException refused) {
      return refused.code();
    }
  }
}

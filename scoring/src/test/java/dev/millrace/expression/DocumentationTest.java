package dev.millrace.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/expressions.md} says what the program does. */
class DocumentationTest {
  private static final Path PAGE = Path.of("..", "docs", "expressions.md");

  @Test
  void theTableListsEveryFunctionAsItIs() {
    List<String> expected =
        Expression.functions().stream().map(DocumentationTest::tableLine).toList();
    List<String> written =
        lines().stream()
            .dropWhile(line -> !line.startsWith("| function | takes and gives"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .toList();
    assertThat(written).isEqualTo(expected);
  }

  @Test
  void theExamplesAreExpressions() {
    List<String> examples =
        lines().stream()
            .dropWhile(line -> !line.equals("```"))
            .skip(1)
            .takeWhile(line -> !line.equals("```"))
            .toList();
    assertThat(examples).hasSizeGreaterThan(5);
    for (String example : examples) {
      assertThat(Expression.parse(example).columns()).as(example).isNotEmpty();
    }
  }

  @Test
  void theLimitsAreTheOnesChecked() {
    assertThat(String.join(" ", lines()))
        .contains("10,000 characters")
        .contains("4,000 parts")
        .contains(Limits.NESTING + " levels")
        .contains("chains of " + Limits.DEPTH);
    assertThat(Limits.TEXT).isEqualTo(10_000);
    assertThat(Limits.NODES).isEqualTo(4_000);
  }

  private static String tableLine(FunctionDescription function) {
    String signatures =
        function.signatures().stream()
            .map(signature -> "`" + signature + "`")
            .collect(Collectors.joining("<br>"));
    return "| `" + function.name() + "` | " + signatures + " | " + function.meaning() + " |";
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(PAGE);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

package dev.millrace.feature;

import static dev.millrace.feature.StepOn.IN;
import static dev.millrace.feature.StepOn.OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.category.Cells;
import dev.millrace.category.Vocabulary;
import dev.millrace.category.Xxh64;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What steps over categories do with missing, empty and unseen ones. */
class CategoryStepsTest {
  private static final Vocabulary WORDS = Vocabulary.of(List.of("b", "a", "", "3"));
  private static final BytesColumn ODD = Cells.texts(null, "", "b", "unseen", "A");

  @Test
  void encodeWithoutBuckets() {
    Encode step = new Encode(IN, OUT, WORDS, Otherwise.IGNORE, Otherwise.IGNORE);
    assertThat(StepOn.cells(step, ODD)).containsExactly(null, 2L, 0L, null, null);
    assertThat(suffixes(step)).containsExactly("=b", "=a", "=", "=3");
  }

  @Test
  void encodeWithBuckets() {
    Encode both = new Encode(IN, OUT, WORDS, Otherwise.BUCKET, Otherwise.BUCKET);
    assertThat(StepOn.cells(both, ODD)).containsExactly(5L, 2L, 0L, 4L, 4L);
    assertThat(suffixes(both)).containsExactly("=b", "=a", "=", "=3", ":other", ":missing");
    Encode missing = new Encode(IN, OUT, WORDS, Otherwise.IGNORE, Otherwise.BUCKET);
    assertThat(StepOn.cells(missing, ODD)).containsExactly(4L, 2L, 0L, null, null);
    assertThat(suffixes(missing)).containsExactly("=b", "=a", "=", "=3", ":missing");
  }

  @Test
  void encodeReadsEveryTypeOfAThree() {
    Encode step = new Encode(IN, OUT, WORDS, Otherwise.IGNORE, Otherwise.IGNORE);
    for (Column three :
        List.of(
            Cells.texts("3", null),
            Cells.wholes(3L, null),
            Cells.reals(3.0, Double.NaN),
            Cells.decimals(3, 1, "3.0", null))) {
      assertThat(StepOn.cells(step, three)).containsExactly(3L, null);
    }
  }

  @Test
  void encodeRefusesWithColumnRowAndValue() {
    Encode unseen = new Encode(IN, OUT, WORDS, Otherwise.REFUSE, Otherwise.IGNORE);
    assertThatThrownBy(() -> StepOn.cells(unseen, ODD))
        .isInstanceOfSatisfying(
            MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.VALUE_INVALID))
        .hasMessageContainingAll("'in'", "row 3", "unseen", "[b, a, , 3]");
    Encode missing = new Encode(IN, OUT, WORDS, Otherwise.IGNORE, Otherwise.REFUSE);
    assertThatThrownBy(() -> StepOn.cells(missing, ODD))
        .isInstanceOf(MillraceException.class)
        .hasMessageContainingAll("'in'", "row 0", "nothing");
    assertThat(StepOn.cells(missing, Cells.dictionary("a", "b"))).containsExactly(1L, 0L);
  }

  @Test
  void categoryNumberGivesEveryCellANumber() {
    CategoryNumber step =
        new CategoryNumber(IN, OUT, WORDS, List.of(0.5, -1.0, 7.0, 0.25), 0.125, -2);
    assertThat(StepOn.cells(step, ODD)).containsExactly(-2.0, 7.0, 0.5, 0.125, 0.125);
    assertThat(StepOn.cells(step, Cells.reals(3.0, Double.NaN, Double.POSITIVE_INFINITY, -0.0)))
        .containsExactly(0.25, -2.0, 0.125, 0.125);
    assertThat(StepOn.cells(step, Cells.wholes(3L, null))).containsExactly(0.25, -2.0);
    assertThatThrownBy(() -> new CategoryNumber(IN, OUT, WORDS, List.of(1.0), 0, 0))
        .hasMessageContaining("1 numbers for 4 categories");
    assertThatThrownBy(
            () -> new CategoryNumber(IN, OUT, WORDS, List.of(1.0, 2.0, Double.NaN, 3.0), 0, 0))
        .hasMessageContaining("finite");
    assertThatThrownBy(
            () -> new CategoryNumber(IN, OUT, WORDS, List.of(1.0, 2.0, 4.0, 3.0), 0, 1 / 0.0))
        .hasMessageContaining("missing");
  }

  @Test
  void unusedDictionaryEntriesAreNotRefused() {
    Encode step = new Encode(IN, OUT, WORDS, Otherwise.REFUSE, Otherwise.REFUSE);
    assertThat(StepOn.cells(step, Cells.dictionary("a", "b", "a", "b", "a")))
        .containsExactly(1L, 0L, 1L, 0L, 1L);
  }

  @Test
  void imputeText() {
    ImputeText step = new ImputeText(IN, OUT, Statistic.CONSTANT, "none");
    assertThat(StepOn.cells(step, ODD)).containsExactly("none", "", "b", "unseen", "A");
    assertThat(StepOn.cells(step, Cells.dictionary("a", null, "")))
        .containsExactly("a", "none", "");
    assertThat(StepOn.cells(step, Cells.texts((String) null))).containsExactly("none");
    assertThatThrownBy(() -> new ImputeText(IN, OUT, Statistic.MEAN, "x"))
        .hasMessageContaining("mean");
    assertThatThrownBy(() -> new ImputeText(IN, OUT, Statistic.MODE, "x".repeat(1_025)))
        .hasMessageContaining("1025");
  }

  @Test
  void hashing() {
    Hashing step = new Hashing(IN, OUT, 1_000, 42);
    byte[] abc = "abc".getBytes(StandardCharsets.UTF_8);
    long code = Long.remainderUnsigned(Xxh64.hash(abc, 0, 3, 42), 1_000);
    assertThat(StepOn.cells(step, Cells.texts("abc", null))).containsExactly(code, null);
    assertThat(StepOn.cells(step, Cells.texts(""))).doesNotContainNull();
    assertThat(StepOn.cells(step, Cells.reals(12.0, Double.NaN)))
        .containsExactly(StepOn.cells(step, Cells.texts("12")).get(0), null);
    assertThat(StepOn.cells(new Hashing(IN, OUT, 1_000, 43), Cells.texts("abc")))
        .doesNotContain(code);
    assertThatThrownBy(() -> new Hashing(IN, OUT, 1, 0)).hasMessageContaining("2 to 1048576");
  }

  @Test
  void typesThatAreNoCategoriesAreRefused() {
    Encode step = new Encode(IN, OUT, WORDS, Otherwise.IGNORE, Otherwise.IGNORE);
    assertThatThrownBy(() -> StepOn.cells(step, Cells.longs(ColumnType.INSTANT, 1L)))
        .hasMessageContainingAll("encode", "instant", "date-part");
  }

  private static List<String> suffixes(CodeStep step) {
    return IntStream.range(0, step.codes()).mapToObj(step::slotSuffix).toList();
  }
}

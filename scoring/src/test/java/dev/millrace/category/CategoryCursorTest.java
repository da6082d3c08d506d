package dev.millrace.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.json.JsonNumber;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CategoryCursorTest {
  @Test
  void anIntegerIsOneCategoryInEveryType() {
    assertThat(texts(Cells.wholes(3L, -3L, 0L))).containsExactly("3", "-3", "0");
    assertThat(texts(Cells.reals(3.0, -3.0, -0.0))).containsExactly("3", "-3", "0");
    assertThat(texts(Cells.decimals(10, 2, "3.00", "-3", "0"))).containsExactly("3", "-3", "0");
    assertThat(texts(Cells.texts("3", "-3", "0"))).containsExactly("3", "-3", "0");
  }

  @Test
  void edgesOfTheNumbers() {
    assertThat(texts(Cells.wholes(Long.MIN_VALUE, Long.MAX_VALUE, null)))
        .containsExactly("-9223372036854775808", "9223372036854775807", null);
    assertThat(texts(Cells.reals(-0x1p63, 0x1p62, 0x1p63, Double.NaN, null)))
        .containsExactly(
            "-9223372036854775808", "4611686018427387904", JsonNumber.text(0x1p63), null, null);
    assertThat(
            texts(Cells.reals(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 2.5, 1e-7, 0.07)))
        .containsExactly("Infinity", "-Infinity", "2.5", "1E-7", "0.07");
    assertThat(texts(Cells.decimals(38, 7, "2.50", "0.0000001", "12345678901234567890123")))
        .containsExactly("2.5", "1E-7", "12345678901234567890123");
  }

  @Test
  void fractionsHaveTheirFewestDigits() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20_000; i++) {
      double value = fraction(random, i);
      if (!NumberText.isWhole(value)) {
        assertThat(new String(NumberText.ofFraction(value), StandardCharsets.US_ASCII))
            .isEqualTo(JsonNumber.text(value));
      }
    }
  }

  private static double fraction(SplittableRandom random, int i) {
    long whole = random.nextLong(-10_000_000, 10_000_000);
    return switch (i % 4) {
      case 0 -> whole / 100.0;
      case 1 -> whole / 1e6;
      case 2 -> random.nextDouble() * 1000;
      default -> random.nextLong(1L << 52) / 1e3;
    };
  }

  @Test
  void otherTypes() {
    assertThat(texts(Cells.bools(true, false, null))).containsExactly("true", "false", null);
    assertThat(texts(Cells.longs(ColumnType.DATE, 0L, -719529L, 18292L, Long.MAX_VALUE, null)))
        .containsExactly("1970-01-01", "-0001-12-31", "2020-01-31", null, null);
    assertThat(texts(Cells.texts("", " a ", "Ä", "😀", null)))
        .containsExactly("", " a ", "Ä", "😀", null);
    assertThatThrownBy(() -> CategoryCursor.over(Cells.longs(ColumnType.INSTANT, 1L)))
        .hasMessageContaining("instant");
  }

  private static List<@Nullable String> texts(Column column) {
    CategoryCursor cursor = CategoryCursor.over(column);
    List<@Nullable String> texts = new ArrayList<>();
    for (int row = 0; row < column.rows(); row++) {
      texts.add(
          cursor.moveTo(row)
              ? new String(cursor.bytes(), cursor.start(), cursor.length(), StandardCharsets.UTF_8)
              : null);
    }
    return texts;
  }
}

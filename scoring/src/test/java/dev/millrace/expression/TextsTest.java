package dev.millrace.expression;

import static dev.millrace.category.Cells.reals;
import static dev.millrace.category.Cells.texts;
import static dev.millrace.expression.Evaluations.cells;
import static dev.millrace.expression.Evaluations.table;
import static dev.millrace.expression.Evaluations.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Validity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          lower('ÀB')                | àb
          upper('straße')            | STRASSE
          trim('  a b  ')            | a b
          concat('a', '', 'b', 'c')  | abc
          'it''s'                    | it's
          replace('1,234,567', ',', '') | 1234567
          replace('aaa', 'aa', 'b')  | ba
          replace('a😀é', '😀', 'ab') | aabé
          replace('abc', '', 'x')    | abc
          substring('abcdef', 3)     | cdef
          substring('abcdef', 3, 2)  | cd
          substring('abcdef', 0, 2)  | a
          substring('abcdef', -1, 4) | ab
          substring('a😀é', 2, 1)     | 😀
          substring('abc', 2, 9223372036854775807) | bc
          text(3)                    | 3
          text(3.0)                  | 3
          text(0.1)                  | 0.1
          text(1e300)                | 1E+300
          text(log(0))               | -Infinity
          text(log(-1))              | NaN
          text(1 < 2)                | true
          text(date('2016-02-29'))   | 2016-02-29
          text(instant('2016-02-29T08:00-06:00'))  | 2016-02-29T14:00:00Z
          text(datetime('2016-02-29 08:00:00.5'))  | 2016-02-29T08:00:00.500
          """)
  void textFunctionsGive(String text, String expected) {
    assertThat(value(text)).isEqualTo(expected);
  }

  @Test
  void positionsOutsideATextGiveTheEmptyText() {
    for (String text :
        List.of("'abc', 4", "'abc', 2, 0", "'abc', 2, -5", "'abc', -9, 3", "'', 1")) {
      assertThat(value("substring(" + text + ")")).isEqualTo("");
    }
  }

  @Test
  void lengthCountsCharacters() {
    Batch table = table("s", texts("", "abc", "é😀", null));
    assertThat(cells("length(s)", table)).isEqualTo(Arrays.asList(0L, 3L, 2L, null));
  }

  @Test
  void textsAreOrderedByCodePoints() {
    // UTF-16 would put the emoji, whose code point is the greatest, before the last of the rest.
    Batch table = table("s", texts("a", "Z", "é", "\uffee", "😀", "", null));
    assertThat(cells("s < '😀'", table))
        .isEqualTo(Arrays.asList(true, true, true, true, false, true, null));
    assertThat(cells("s >= 'a'", table))
        .isEqualTo(Arrays.asList(true, false, true, true, true, false, null));
    assertThat(cells("s between 'Z' and 'a'", table))
        .isEqualTo(Arrays.asList(true, true, false, false, false, false, null));
  }

  @Test
  void theEmptyTextIsAValueAndPartOfEveryText() {
    Batch table = table("s", texts("", "a", null));
    assertThat(cells("s = ''", table)).isEqualTo(Arrays.asList(true, false, null));
    assertThat(cells("s is missing", table)).isEqualTo(List.of(false, false, true));
    assertThat(cells("contains(s, '') and starts_with(s, '') and ends_with(s, '')", table))
        .isEqualTo(Arrays.asList(true, true, null));
  }

  @Test
  void searchAgreesWithStringsOnRepetitiveTexts() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 3_000; i++) {
      String text = word(random, 12);
      String part = word(random, 4);
      Batch table = table("s", texts(text, null), "p", texts(part, part));
      Boolean[] expected = {text.contains(part), text.startsWith(part), text.endsWith(part)};
      List<String> names = List.of("contains", "starts_with", "ends_with");
      for (int f = 0; f < 3; f++) {
        assertThat(cells(names.get(f) + "(s, p)", table))
            .isEqualTo(Arrays.asList(expected[f], null));
        assertThat(cells(names.get(f) + "(s, '" + part + "')", table))
            .isEqualTo(Arrays.asList(expected[f], null));
      }
    }
  }

  @Test
  void malformedBytesNeverFail() {
    byte[] data = {(byte) 0xff, (byte) 0x80, 'a', (byte) 0xe2, (byte) 0x82};
    BytesColumn column =
        BytesColumn.owning(ColumnType.UTF8, data, new int[] {0, 2, 5, 5}, Validity.all(3));
    Batch table = table("s", column);
    for (String text :
        List.of(
            "length(s)",
            "lower(s)",
            "substring(s, 1, 1)",
            "contains(s, 'a')",
            "int(s)",
            "float(s)",
            "date(s)",
            "instant(s)",
            "concat(s, s)",
            "s = 'a'",
            "s < 'a'",
            "s in ('a')")) {
      assertThat(cells(text, table)).hasSize(3);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "-",
      textBlock =
          """
          int    | 12     | 12
          int    | +12    | 12
          int    | -9223372036854775808 | -9223372036854775808
          int    | 9223372036854775808 | -
          int    | 1.0    | -
          int    | ~ 1~   | -
          int    | ١      | -
          int    | ~~     | -
          int    | +      | -
          float  | 1      | 1.0
          float  | -1.5e3 | -1500.0
          float  | .5     | 0.5
          float  | 5.     | 5.0
          float  | 1e     | -
          float  | .      | -
          float  | 0x1p3  | -
          float  | 1d     | -
          float  | 1e999  | -
          float  | NaN    | NaN
          float  | -Infinity | -Infinity
          float  | infinity | -
          """)
  void numbersAreReadFromTexts(String function, String text, String expected) {
    Batch table = table("s", texts(text == null ? "" : text));
    Object read = cells(function + "(s)", table).get(0);
    assertThat(read == null ? null : read.toString()).isEqualTo(expected);
  }

  @Test
  void textsOfFloatsReadBackAsThem() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 2_000; i++) {
      double x = Double.longBitsToDouble(random.nextLong());
      Batch table = table("x", reals(x));
      assertThat(cells("float(text(x))", table).get(0)).isEqualTo(x);
    }
  }

  private static String word(SplittableRandom random, int longest) {
    byte[] letters = new byte[random.nextInt(longest)];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = (byte) ('a' + random.nextInt(2));
    }
    return new String(letters, StandardCharsets.US_ASCII);
  }
}

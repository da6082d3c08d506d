package dev.millrace.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.core.ingest.WrittenForm.Kind;
import dev.millrace.expression.Expression;
import dev.millrace.testkit.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is recognised is what the proposed expression reads. */
final class WrittenFormTest {
  private static final ColumnName COLUMN = new ColumnName("the amount");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          1,234.5 | 7        | 1234.5 | 7
          1.234,5 | 7        | 1234.5 | 7
          0,5     | 12,25    | 0.5    | 12.25
          1 234   | 5        | 1234   | 5
          1'234.5 | 5        | 1234.5 | 5
          12%     | 7.5 %    | 12     | 7.5
          $5      | -$1,200  | 5      | -1200
          5 €     | 1.200,5 € | 5     | 1200.5
          USD 5   | USD 7.25 | 5      | 7.25
          1.234 € | 7.5 €    | 1.234  | 7.5
          1.234 € | 0.500 €  | 1.234  | 0.5
          1.234 € | 1.234.567 € | 1234 | 1234567
          1.234 € | 7,5 €    | 1234   | 7.5
          1 234 € | 5,678 €  | 1234   | 5.678
          1,234   | 950      | 1234   | 950
          $5      | 7        | 5      | 7
          """)
  void numbersAreRead(String first, String second, double one, double two) {
    WrittenForm form = form(first, second).orElseThrow();
    assertThat(form.kind()).isEqualTo(Kind.NUMBER);
    assertThat(read(form, first)).isEqualTo(one);
    assertThat(read(form, second)).isEqualTo(two);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          00123    | 00200
          1,23,456 | 5
          1,5      | 1.5
          12 miles | 7 miles
          555-1234 | 555-9876
          a        | b
          5        | 7
          32-13-2024 | 01-01-2024
          """)
  void textsStayTexts(String first, String second) {
    assertThat(form(first, second)).isEmpty();
  }

  /** A number a thousand times too small, or of another currency, is worse than none. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          1.234 €  | 950 €    | decimal point | 1234.5
          12.500 € | 1.234 €  | decimal point | 1234.5
          1,234 €  | 950 €    | decimal point | 1234.5
          1.234    | 5,678    | decimal point | 1234.5
          $1.234   | $12.500  | decimal point | 1234.5
          $5       | €5       | $, €          | one currency
          5 EUR    | 5 USD    | EUR, USD      | one currency
          5%       | 0.05     | '%'           | none
          5%       | $5       | %, $          | one currency
          """)
  void whatCannotBeToldIsSaid(String first, String second, String why, String next) {
    WrittenForm form = form(first, second).orElseThrow();
    assertThat(form.kind()).isEqualTo(Kind.NUMBER);
    assertThat(form.what()).contains(why);
    assertThat(form.expression()).isEmpty();
    assertThat(form.next()).contains(next);
  }

  @Test
  void daysAreReadWhenTheirOrderCanBeTold() {
    assertDay("31-01-2024", "02-03-2024", "2024-01-31");
    assertDay("01/31/2024", "02/03/2024", "2024-01-31");
    assertDay("31.01.2024", "02.03.2024", "2024-01-31");
    for (List<String> texts :
        List.of(List.of("01-02-2024", "03-04-2024"), List.of("1/31/2024", "2/3/2024"))) {
      WrittenForm form = WrittenForm.of(COLUMN, texts).orElseThrow();
      assertThat(form.expression()).isEmpty();
      assertThat(form.next()).contains("2024-01-31");
    }
  }

  /** Any amount, printed the way of several countries, comes back. */
  @Test
  void amountsOfManyCountriesComeBack() {
    SplittableRandom random = new SplittableRandom(5);
    for (Locale country : List.of(Locale.US, Locale.GERMANY, Locale.FRANCE, Locale.UK)) {
      List<Double> amounts = new ArrayList<>();
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        double amount = random.nextInt(-1_000_000_000, 1_000_000_000) / 100.0;
        amounts.add(amount);
        texts.add(String.format(country, "%,.2f", amount));
      }
      WrittenForm form = WrittenForm.of(COLUMN, texts).orElseThrow();
      for (int i = 0; i < texts.size(); i++) {
        assertThat(read(form, texts.get(i))).as(texts.get(i)).isEqualTo(amounts.get(i));
      }
    }
  }

  private static void assertDay(String first, String second, String iso) {
    WrittenForm form = form(first, second).orElseThrow();
    assertThat(form.kind()).isEqualTo(Kind.DAY);
    String text = "text(" + form.expression().orElseThrow() + ") = '" + iso + "'";
    Batch table = table(first, second);
    assertThat(Expression.parse(text).bindPredicate(table.fields()).rowsWhereTrue(table))
        .as(text)
        .containsExactly(0);
  }

  private static double read(WrittenForm form, String text) {
    Batch table = table(text);
    DoubleColumn read =
        (DoubleColumn)
            Expression.parse(form.expression().orElseThrow()).bind(table.fields()).evaluate(table);
    assertThat(read.isMissing(0)).as(text).isFalse();
    return read.at(0);
  }

  private static Batch table(String... texts) {
    Fields fields = new Fields(List.of(Field.of(COLUMN.value(), ColumnType.UTF8)));
    return Tables.batch(fields, Stream.of(texts).map(List::of).toList());
  }

  private static Optional<WrittenForm> form(String first, String second) {
    return WrittenForm.of(COLUMN, List.of(first, second));
  }
}

package dev.millrace.spi.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.collect.ValueCount;
import dev.millrace.spi.profile.TextForms.Content;
import dev.millrace.spi.scan.Scan;
import dev.millrace.testkit.engine.ReferenceEngine;
import dev.millrace.testkit.table.Tables;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What texts look like, and numbers that a few far values cannot move. */
final class TextFormsTest {
  private static ColumnProfile profile(String column, @Nullable Object... cells) {
    Tables table = Tables.columns(column);
    for (@Nullable Object cell : cells) {
      table.row(cell);
    }
    Batch rows = table.batch();
    ReferenceEngine engine = new ReferenceEngine();
    TableProfile profile =
        TableProfiler.profile(engine, Scan.all(engine.write(rows.fields(), List.of(rows)).cut()));
    return profile.find(new ColumnName(column.substring(0, column.indexOf(' ')))).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "AB-1234, A-9",
    "Müller, Aa",
    "12.50 €, 9.9 €",
    "2024-01-31T00:00, 9-9-9A9:9",
    "x  y, a a",
    "'', ''"
  })
  void patternsKeepSignsAndFoldRuns(String text, String pattern) {
    assertThat(TextReading.pattern(text)).isEqualTo(pattern);
  }

  @ParameterizedTest
  @CsvSource({
    "ada@example.org, E_MAIL",
    "https://example.org/a?b=c, URL",
    "123e4567-e89b-12d3-a456-426614174000, UUID",
    "192.168.0.255, IP_ADDRESS",
    "+44 20 7946 0958, PHONE_NUMBER",
    // Test number of payment networks, and the example account of ISO 13616.
    "4111 1111 1111 1111, PAYMENT_CARD",
    "GB82 WEST 1234 5698 7654 32, BANK_ACCOUNT"
  })
  void contentsAreKnown(String text, Content content) {
    assertThat(TextContent.of(text)).contains(content);
  }

  @ParameterizedTest
  @CsvSource({
    "ada@example",
    "4111 1111 1111 1112",
    "GB83 WEST 1234 5698 7654 32",
    "192.168.0.256",
    "0000000000000000",
    "hello world"
  })
  void whatOnlyLooksAlikeIsNoContent(String text) {
    assertThat(TextContent.of(text)).isEmpty();
  }

  @Test
  void kindsAreCounted() {
    TextForms text =
        profile("t utf8", "12", "1.5", "yes", "2024-01-31", "2024-01-31 10:00:00Z", "", "x", "7")
            .sampled()
            .text()
            .orElseThrow();
    assertThat(text.kinds())
        .containsExactlyInAnyOrder(
            new ValueCount("whole", 2),
            new ValueCount("real", 1),
            new ValueCount("boolean", 1),
            new ValueCount("date", 1),
            new ValueCount("moment", 1),
            new ValueCount("empty", 1),
            new ValueCount("text", 1));
    assertThat(text.values()).isEqualTo(8);
  }

  @Test
  void personsAreGuessedByValuesAndByNames() {
    assertThat(PersonHint.reason(profile("contact utf8", "a@b.org", "c@d.org", "?")))
        .contains("its values are of the form e-mail");
    assertThat(PersonHint.reason(profile("customerSurname utf8", "x", "y"))).isPresent();
    assertThat(PersonHint.reason(profile("storage int64", 1, 2))).isEmpty();
    assertThat(PersonHint.reason(profile("site utf8", "https://a.org", "https://b.org"))).isEmpty();
  }

  @Test
  void spreadIsTheMedianAbsoluteDeviation() {
    // scipy 1.17.1: median_abs_deviation([1, 2, 2, 3, 4, 100]) is 1, the median 2.5
    RobustSpread spread =
        profile("x float64", 1, 2, 2, 3, 4, 100, null, Double.NaN).sampled().spread().orElseThrow();
    assertThat(spread).isEqualTo(new RobustSpread(2.5, 1));
    assertThat(spread.high()).isCloseTo(2.5 + 3.5 / 0.6745, within(1e-12));
    assertThat(profile("x int64", 0, 0, 0, 5).sampled().spread()).isEmpty();
    assertThat(profile("t utf8", "a").sampled().spread()).isEmpty();
  }
}

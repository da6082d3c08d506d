package dev.millrace.spi.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.spi.engine.LandingColumn.TemporalForm;
import dev.millrace.spi.profile.Semantics.Meaning;
import dev.millrace.spi.scan.Scan;
import dev.millrace.testkit.engine.ReferenceEngine;
import dev.millrace.testkit.table.Tables;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeaningGuessTest {
  private static Semantics guess(String column, IntFunction<@Nullable Object> cell) {
    Tables table = Tables.columns(column);
    for (int row = 0; row < 1_000; row++) {
      table.row(cell.apply(row));
    }
    Batch batch = table.batch();
    ReferenceEngine engine = new ReferenceEngine();
    TableProfile profile =
        TableProfiler.profile(engine, Scan.all(engine.write(batch.fields(), List.of(batch)).cut()));
    return profile.columns().get(0).semantics();
  }

  private static Meaning meaning(String column, IntFunction<@Nullable Object> cell) {
    return guess(column, cell).meaning();
  }

  @Test
  void textsAreNamesCategoriesOrProse() {
    assertThat(meaning("x utf8", row -> "K" + row)).isEqualTo(Meaning.IDENTIFIER);
    assertThat(meaning("x utf8", row -> "the quick brown fox " + row)).isEqualTo(Meaning.TEXT);
    assertThat(meaning("x utf8", row -> "word ".repeat(20) + row % 100)).isEqualTo(Meaning.TEXT);
    assertThat(meaning("x utf8", row -> "city " + row % 30)).isEqualTo(Meaning.CATEGORY);
    assertThat(meaning("x utf8", row -> row % 2 == 0 ? "Yes" : "no")).isEqualTo(Meaning.BOOLEAN);
    assertThat(meaning("x utf8", row -> row % 2 == 0 ? "yes" : "maybe"))
        .isEqualTo(Meaning.CATEGORY);
  }

  @Test
  void wholeNumbersAreNumbersUnlessTheySayOtherwise() {
    assertThat(meaning("amount int64", row -> row * row % 997)).isEqualTo(Meaning.NUMBER);
    assertThat(meaning("x int64", row -> row + 1)).isEqualTo(Meaning.IDENTIFIER);
    assertThat(meaning("x int64", row -> row * 1_000_003L)).isEqualTo(Meaning.NUMBER);
    assertThat(meaning("order_id int64", row -> row * 1_000_003L)).isEqualTo(Meaning.IDENTIFIER);
    assertThat(meaning("age int64", row -> row % 90)).isEqualTo(Meaning.NUMBER);
    assertThat(meaning("season int64", row -> row % 4 + 1)).isEqualTo(Meaning.CATEGORY);
    assertThat(meaning("communityArea int64", row -> row % 77)).isEqualTo(Meaning.CATEGORY);
    assertThat(meaning("flag int64", row -> row % 2)).isEqualTo(Meaning.BOOLEAN);
  }

  @Test
  void epochTimesAreRecognizedByNameAndRange() {
    Semantics seconds = guess("trip_start_timestamp int64", row -> 1_400_000_000L + row * 900L);
    assertThat(seconds.meaning()).isEqualTo(Meaning.TIME);
    assertThat(seconds.temporal()).isEqualTo(TemporalForm.EPOCH_SECONDS);
    Semantics millis = guess("createdAt int64", row -> 1_400_000_000_000L + row);
    assertThat(millis.temporal()).isEqualTo(TemporalForm.EPOCH_MILLIS);
    assertThat(meaning("amount int64", row -> 1_400_000_000L + row * 900L))
        .isEqualTo(Meaning.NUMBER);
    assertThat(meaning("d date", row -> (long) row)).isEqualTo(Meaning.TIME);
  }

  @Test
  void oneValueOrNoneSaysNothing() {
    assertThat(meaning("x float64", row -> 1.5)).isEqualTo(Meaning.CONSTANT);
    assertThat(meaning("x float64", row -> row == 3 ? null : 1.5)).isEqualTo(Meaning.CATEGORY);
    assertThat(meaning("tract int64", row -> row == 3 ? 17 : null)).isEqualTo(Meaning.CATEGORY);
    assertThat(meaning("x float64", row -> row == 3 ? Double.NaN : 1.5)).isEqualTo(Meaning.NUMBER);
    assertThat(meaning("x float64", row -> Double.NaN)).isEqualTo(Meaning.NUMBER);
    assertThat(meaning("x utf8", row -> null)).isEqualTo(Meaning.ALL_MISSING);
    assertThat(meaning("x utf8", row -> "")).isEqualTo(Meaning.CONSTANT);
    assertThat(meaning("x list<int64>", row -> List.of(1L))).isEqualTo(Meaning.LIST);
  }

  @Test
  void reasonsSayWhatWasSeen() {
    assertThat(guess("x utf8", row -> "city " + row % 30).reason())
        .isEqualTo("values repeat: 30 distinct in 1,000 values");
    assertThat(guess("x int64", row -> row < 600 ? 1 : 0).reason())
        .isEqualTo("its values are 0 and 1");
  }
}

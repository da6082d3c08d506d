package dev.millrace.expression;

import static dev.millrace.category.Cells.longs;
import static dev.millrace.category.Cells.reals;
import static dev.millrace.category.Cells.texts;
import static dev.millrace.category.Cells.wholes;
import static dev.millrace.expression.Evaluations.cells;
import static dev.millrace.expression.Evaluations.table;
import static dev.millrace.expression.Evaluations.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
  private static final long MAX = Long.MAX_VALUE;
  private static final long MIN = Long.MIN_VALUE;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          year(date('2016-02-29'))                          | 2016
          month(datetime('2016-02-29T23:59:59.999999'))     | 2
          day(instant('2016-02-29T23:00-02:00'))            | 1
          hour(instant('2016-02-29T23:30+05:30'))           | 18
          hour(instant('1969-12-31T23:59:59Z'))             | 23
          minute(datetime('1969-12-31T23:59:59'))           | 59
          weekday(date('1970-01-01'))                       | 4
          weekday(date('2016-02-29'))                       | 1
          weekday(date('1969-12-28'))                       | 7
          day_of_year(date('2016-12-31'))                   | 366
          days_between(date('2016-02-28'), date('2016-03-01')) | 2
          days_between(instant('2016-01-02T00:00Z'), instant('2016-01-01T00:01Z')) | 0
          seconds_between(instant('2016-01-01T00:00Z'), instant('2015-12-31T23:59Z')) | -60
          epoch_seconds(instant('1969-12-31T23:59:59.5Z'))  | -1
          epoch_seconds(from_epoch_seconds(1456704000))     | 1456704000
          epoch_seconds(from_epoch_millis(-1))              | -1
          """)
  void timesGive(String text, long expected) {
    assertThat(value(text)).isEqualTo(expected);
  }

  @Test
  void partsAgreeWithTheCalendarOnEveryKindOfTime() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 3_000; i++) {
      long micros = random.nextLong() >> random.nextInt(40);
      var time =
          Instant.ofEpochSecond(
                  Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000)
              .atOffset(ZoneOffset.UTC);
      Batch table =
          table(
              "t", longs(ColumnType.INSTANT, micros),
              "l", longs(ColumnType.LOCAL_DATETIME, micros),
              "d", longs(ColumnType.DATE, time.toLocalDate().toEpochDay()));
      for (String column : List.of("t", "l", "d")) {
        assertThat(cells("year(" + column + ")", table)).containsExactly((long) time.getYear());
        assertThat(cells("month(" + column + ")", table))
            .containsExactly((long) time.getMonthValue());
        assertThat(cells("day(" + column + ")", table))
            .containsExactly((long) time.getDayOfMonth());
        assertThat(cells("weekday(" + column + ")", table))
            .containsExactly((long) time.getDayOfWeek().getValue());
        assertThat(cells("day_of_year(" + column + ")", table))
            .containsExactly((long) time.getDayOfYear());
      }
      assertThat(cells("hour(t) * 60 + minute(l)", table))
          .containsExactly((long) time.get(ChronoField.MINUTE_OF_DAY));
      assertThat(cells("date(t) = d and date(l) = d", table)).containsExactly(true);
      assertThat(cells("instant(datetime(t)) = t", table)).containsExactly(true);
    }
  }

  @Test
  void timesBeyondTheCalendarAreMissing() {
    Batch table = table("d", longs(ColumnType.DATE, MAX, MIN, LocalDate.MAX.toEpochDay(), 0L));
    assertThat(cells("year(d)", table)).isEqualTo(Arrays.asList(null, null, 999_999_999L, 1970L));
    assertThat(cells("text(d)", table).get(0)).isNull();
    assertThat(cells("instant(d)", table).get(0)).isNull();
    assertThat(cells("days_between(date('1969-12-31'), d)", table).subList(0, 2))
        .isEqualTo(Arrays.asList(null, MIN + 1));
    Batch counts = table("i", wholes(MAX, 1L, null), "x", reals(1e300, 1.5, Double.NaN));
    assertThat(cells("from_epoch_seconds(i)", counts))
        .isEqualTo(Arrays.asList(null, 1_000_000L, null));
    assertThat(cells("from_epoch_millis(x)", counts)).isEqualTo(Arrays.asList(null, 1_500L, null));
  }

  @ParameterizedTest
  @CsvSource({
    "date, 2016-02-30",
    "date, 2016-2-1",
    "date, 2016-02-01T00:00",
    "date, 16-02-01",
    "date, 2016-00-01",
    "date, 2016-01-00",
    "date, 2016-13-01",
    "date, +2016-01-01",
    "instant, 2016-01-01T00:00",
    "instant, 2016-01-01",
    "instant, 2016-01-01T24:00Z",
    "instant, 2016-01-01T00:60Z",
    "instant, 2016-01-01T00:00+19:00",
    "instant, 2016-01-01T00:00+1",
    "instant, 2016-01-01T00:00ZZ",
    "datetime, 2016-01-01T00:00Z",
    "datetime, 2016-01-01T00:00:60",
    "datetime, 2016-01-01T00:00:00.",
    "datetime, 2016-01-01T00:00:00.1234567890"
  })
  void whatIsNoTimeIsMissing(String function, String text) {
    assertThat(cells(function + "(s)", table("s", texts(text, "")))).containsOnlyNulls();
  }

  @Test
  void timesOfOneTypeCompareAndGoIntoLists() {
    Batch table = table("d", longs(ColumnType.DATE, 0L, 1L, null));
    assertThat(cells("d >= date('1970-01-02')", table)).isEqualTo(Arrays.asList(false, true, null));
    assertThat(cells("d in (date('1970-01-01'), date('1980-01-01'))", table))
        .isEqualTo(Arrays.asList(true, false, null));
    assertThat(cells("max(d, date('1970-01-02'))", table)).isEqualTo(Arrays.asList(1L, 1L, null));
    assertThat(cells("coalesce(d, date('1970-01-11'))", table)).isEqualTo(List.of(0L, 1L, 10L));
  }

  @Test
  void fractionsOfSecondsAreReadToTheMicrosecond() {
    Batch table = table("s", texts("1970-01-01T00:00:00.1Z", "1970-01-01T00:00:00.123456789Z"));
    assertThat(cells("instant(s)", table)).isEqualTo(List.of(100_000L, 123_456L));
  }
}

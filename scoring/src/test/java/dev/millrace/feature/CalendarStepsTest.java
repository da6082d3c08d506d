package dev.millrace.feature;

import static dev.millrace.feature.StepOn.IN;
import static dev.millrace.feature.StepOn.OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.category.Cells;
import dev.millrace.column.ColumnType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalendarStepsTest {
  @Test
  void agreesWithTheCalendarOfTheJdk() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 5_000; i++) {
      long micros =
          switch (i) {
            case 0 -> Long.MIN_VALUE;
            case 1 -> Long.MAX_VALUE;
            case 2 -> -1;
            case 3 -> 0;
            default -> random.nextLong() >> random.nextInt(20);
          };
      ZonedDateTime time = Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(ZoneOffset.UTC);
      for (CalendarPart part : CalendarPart.values()) {
        assertThat(part.ofMicros(micros))
            .as("%s of %s", part, time)
            .isEqualTo(expected(part, time));
      }
    }
  }

  private static int expected(CalendarPart part, ZonedDateTime time) {
    return switch (part) {
      case YEAR -> time.getYear();
      case QUARTER -> (time.getMonthValue() + 2) / 3;
      case MONTH -> time.getMonthValue();
      case DAY -> time.getDayOfMonth();
      case DAY_OF_YEAR -> time.getDayOfYear();
      case WEEKDAY -> time.getDayOfWeek().getValue();
      case HOUR -> time.getHour();
      case MINUTE -> time.getMinute();
      case SECOND -> time.getSecond();
    };
  }

  @Test
  void partsOfDaysAndTimes() {
    long leapDay = LocalDate.of(2020, 2, 29).toEpochDay();
    assertThat(
            StepOn.cells(
                new DatePart(IN, OUT, CalendarPart.DAY_OF_YEAR),
                Cells.longs(ColumnType.DATE, leapDay, null, Long.MAX_VALUE, Long.MIN_VALUE)))
        .containsExactly(60L, null, null, null);
    assertThat(
            StepOn.cells(
                new DatePart(IN, OUT, CalendarPart.WEEKDAY),
                Cells.longs(ColumnType.DATE, leapDay, -1L)))
        .containsExactly(6L, 3L);
    assertThat(
            StepOn.cells(
                new DatePart(IN, OUT, CalendarPart.HOUR),
                Cells.longs(ColumnType.LOCAL_DATETIME, -1L, null)))
        .containsExactly(23L, null);
  }

  @Test
  void cyclesCloseAndMissingStaysMissing() {
    long hour = 3_600_000_000L;
    DateCycle sine = new DateCycle(IN, OUT, CalendarPart.HOUR, DateCycle.Phase.SINE);
    DateCycle cosine = new DateCycle(IN, OUT, CalendarPart.HOUR, DateCycle.Phase.COSINE);
    assertThat(StepOn.cells(sine, Cells.longs(ColumnType.INSTANT, 0L, 6 * hour, 24 * hour, null)))
        .containsExactly(0.0, 1.0, 0.0, null);
    assertThat(StepOn.cells(cosine, Cells.longs(ColumnType.INSTANT, 0L, 12 * hour, null)))
        .containsExactly(1.0, -1.0, null);
  }

  @Test
  void everyCycleStaysOnTheCircle() {
    for (CalendarPart part : CalendarPart.values()) {
      if (part == CalendarPart.YEAR) {
        continue;
      }
      DateCycle sine = new DateCycle(IN, OUT, part, DateCycle.Phase.SINE);
      DateCycle cosine = new DateCycle(IN, OUT, part, DateCycle.Phase.COSINE);
      SplittableRandom random = new SplittableRandom(4);
      for (int i = 0; i < 1_000; i++) {
        var time = Cells.longs(ColumnType.INSTANT, random.nextLong());
        double y = (double) java.util.Objects.requireNonNull(StepOn.cells(sine, time).get(0));
        double x = (double) java.util.Objects.requireNonNull(StepOn.cells(cosine, time).get(0));
        assertThat(x * x + y * y).isBetween(1 - 1e-12, 1 + 1e-12);
      }
    }
  }

  @Test
  void whatIsRefused() {
    assertThatThrownBy(() -> new DateCycle(IN, OUT, CalendarPart.YEAR, DateCycle.Phase.SINE))
        .hasMessageContaining("year does not repeat");
    assertThatThrownBy(
            () ->
                StepOn.cells(
                    new DatePart(IN, OUT, CalendarPart.MINUTE), Cells.longs(ColumnType.DATE, 1L)))
        .hasMessageContainingAll("'in'", "no minute");
    assertThatThrownBy(
            () -> StepOn.cells(new DatePart(IN, OUT, CalendarPart.HOUR), Cells.wholes(1L)))
        .hasMessageContainingAll("int64", "schema");
  }
}

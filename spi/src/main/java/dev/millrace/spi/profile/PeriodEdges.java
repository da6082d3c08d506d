package dev.millrace.spi.profile;

import dev.millrace.column.ColumnType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The natural periods that cover a range of times: of the shortest kind that needs at most 120.
 *
 * @param starts first moment of each period in the column's unit, and the end of the last one
 */
record PeriodEdges(NaturalPeriod period, List<Long> starts) {
  private static final int MOST = 120;
  private static final double MICROS_PER_SECOND = 1e6;
  private static final double MICROS_PER_DAY = 86_400e6;

  PeriodEdges {
    starts = List.copyOf(starts);
  }

  /** Periods of a range, both ends included; none when it leaves the calendar. */
  static Optional<PeriodEdges> covering(ColumnType type, long min, long max) {
    try {
      NaturalPeriod period = choose(type, min, max);
      LocalDateTime last = time(type, max);
      List<Long> starts = new ArrayList<>();
      LocalDateTime start = floor(period, time(type, min));
      while (!start.isAfter(last)) {
        starts.add(number(type, start));
        start = start.plus(period.length(), period.unit());
      }
      starts.add(number(type, start));
      return Optional.of(new PeriodEdges(period, starts));
    } catch (DateTimeException | ArithmeticException e) {
      // A time beyond the calendar has no periods; its range is still shown.
      return Optional.empty();
    }
  }

  private static NaturalPeriod choose(ColumnType type, long min, long max) {
    boolean days = type.equals(ColumnType.DATE);
    double micros = ((double) max - (double) min) * (days ? MICROS_PER_DAY : 1);
    for (NaturalPeriod period : NaturalPeriod.values()) {
      double span = period.unit().getDuration().toSeconds() * MICROS_PER_SECOND * period.length();
      boolean possible = !days || period.compareTo(NaturalPeriod.DAY) >= 0;
      // Two less: the first and the last period may be cut by the range.
      if (possible && micros / span <= MOST - 2) {
        return period;
      }
    }
    throw new ArithmeticException("a range of " + micros + " microseconds");
  }

  private static LocalDateTime floor(NaturalPeriod period, LocalDateTime time) {
    LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
    return switch (period) {
      case MINUTE, HOUR, DAY -> time.truncatedTo(period.unit());
      case MONTH -> day.withDayOfMonth(1);
      case YEAR, DECADE, CENTURY, MILLENNIUM ->
          day.withDayOfYear(1)
              .withYear(Math.floorDiv(time.getYear(), period.length()) * period.length());
    };
  }

  private static LocalDateTime time(ColumnType type, long value) {
    return type.equals(ColumnType.DATE)
        ? LocalDate.ofEpochDay(value).atStartOfDay()
        : LocalDateTime.ofInstant(Instant.EPOCH.plus(value, ChronoUnit.MICROS), ZoneOffset.UTC);
  }

  private static long number(ColumnType type, LocalDateTime time) {
    return type.equals(ColumnType.DATE)
        ? time.toLocalDate().toEpochDay()
        : ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant(ZoneOffset.UTC));
  }
}

package dev.millrace.spi.profile;

import java.time.temporal.ChronoUnit;

/** Spans of the calendar (UTC for instants) that times are counted by. */
public enum NaturalPeriod {
  MINUTE(ChronoUnit.MINUTES, 1),
  HOUR(ChronoUnit.HOURS, 1),
  DAY(ChronoUnit.DAYS, 1),
  MONTH(ChronoUnit.MONTHS, 1),
  YEAR(ChronoUnit.YEARS, 1),
  DECADE(ChronoUnit.YEARS, 10),
  CENTURY(ChronoUnit.YEARS, 100),
  MILLENNIUM(ChronoUnit.YEARS, 1000);

  private final ChronoUnit unit;
  private final int length;

  NaturalPeriod(ChronoUnit unit, int length) {
    this.unit = unit;
    this.length = length;
  }

  /** The calendar unit that {@link #length} of make one period. */
  public ChronoUnit unit() {
    return unit;
  }

  public int length() {
    return length;
  }
}

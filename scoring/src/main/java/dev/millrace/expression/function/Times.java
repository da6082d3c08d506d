package dev.millrace.expression.function;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.LongColumn;
import java.time.LocalDate;

/** Times on the clock, distances between times, and times as numbers. Units are microseconds. */
final class Times {
  static final long SECOND = 1_000_000L;
  static final long DAY = 86_400 * SECOND;

  private static final long FIRST_DAY = LocalDate.MIN.toEpochDay();
  private static final long LAST_DAY = LocalDate.MAX.toEpochDay();

  private Times() {}

  static long dayOf(long micros) {
    return Math.floorDiv(micros, DAY);
  }

  static boolean isCalendarDay(long days) {
    return days >= FIRST_DAY && days <= LAST_DAY;
  }

  /** Hour, 0 to 23, of an INSTANT (in UTC) or a LOCAL_DATETIME. */
  static Column hour(Column times) {
    return ofClock(times, 3_600 * SECOND, 24);
  }

  /** Minute, 0 to 59, of an INSTANT or a LOCAL_DATETIME. */
  static Column minute(Column times) {
    return ofClock(times, 60 * SECOND, 60);
  }

  private static Column ofClock(Column times, long unit, long cycle) {
    LongColumn column = (LongColumn) times;
    LongBuilder out = new LongBuilder(column.validity());
    for (int row = 0; row < out.rows(); row++) {
      out.set(row, Math.floorMod(Math.floorDiv(column.at(row), unit), cycle));
    }
    return out.column(ColumnType.INT64);
  }

  /** Whole days from the first time to the second, both of one type; towards zero. */
  static Column daysBetween(Column from, Column to) {
    return between(from, to, from.type().equals(ColumnType.DATE) ? 1 : DAY);
  }

  /** Whole seconds from the first time to the second, INSTANT or LOCAL_DATETIME; towards zero. */
  static Column secondsBetween(Column from, Column to) {
    return between(from, to, SECOND);
  }

  private static Column between(Column from, Column to, long unit) {
    LongColumn distances = (LongColumn) LongArithmetic.minus(to, from);
    LongBuilder out = new LongBuilder(distances.validity());
    for (int row = 0; row < out.rows(); row++) {
      out.set(row, distances.at(row) / unit);
    }
    return out.column(ColumnType.INT64);
  }

  /** Whole seconds since 1970-01-01T00:00 of an INSTANT or a LOCAL_DATETIME, rounded down. */
  static Column epochSeconds(Column times) {
    LongColumn column = (LongColumn) times;
    LongBuilder out = new LongBuilder(column.validity());
    for (int row = 0; row < out.rows(); row++) {
      out.set(row, Math.floorDiv(column.at(row), SECOND));
    }
    return out.column(ColumnType.INT64);
  }

  /** The days of an INSTANT (in UTC) or a LOCAL_DATETIME, as DATE. */
  static Column toDate(Column times) {
    LongColumn column = (LongColumn) times;
    LongBuilder out = new LongBuilder(column.validity());
    for (int row = 0; row < out.rows(); row++) {
      out.set(row, dayOf(column.at(row)));
    }
    return out.column(ColumnType.DATE);
  }

  /** The midnights at which dates begin, in UTC where the type asked for is INSTANT. */
  static Column startOfDay(Column dates, ColumnType type) {
    LongColumn column = (LongColumn) dates;
    LongBuilder out = new LongBuilder(column.validity());
    for (int row = 0; row < out.rows(); row++) {
      setScaled(out, row, column.at(row), DAY);
    }
    return out.column(type);
  }

  /** The same microseconds as another type: an INSTANT read on a clock in UTC, and back. */
  static Column inUtc(Column times, ColumnType type) {
    LongColumn column = (LongColumn) times;
    LongBuilder out = new LongBuilder(column.validity());
    for (int row = 0; row < out.rows(); row++) {
      out.set(row, column.at(row));
    }
    return out.column(type);
  }

  static void setScaled(LongBuilder out, int row, long value, long factor) {
    long scaled = value * factor;
    out.set(row, scaled);
    if (Math.multiplyHigh(value, factor) != scaled >> 63) {
      out.missing(row);
    }
  }
}

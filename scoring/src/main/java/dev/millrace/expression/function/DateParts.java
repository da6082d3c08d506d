package dev.millrace.expression.function;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.LongColumn;
import java.time.LocalDate;

/**
 * Parts of a DATE, an INSTANT (in UTC) or a LOCAL_DATETIME, in the proleptic ISO calendar. Missing
 * for days beyond the years -999,999,999 to 999,999,999.
 */
enum DateParts {
  YEAR {
    @Override
    long of(LocalDate date) {
      return date.getYear();
    }
  },
  MONTH {
    @Override
    long of(LocalDate date) {
      return date.getMonthValue();
    }
  },
  DAY {
    @Override
    long of(LocalDate date) {
      return date.getDayOfMonth();
    }
  },
  WEEKDAY {
    @Override
    long of(LocalDate date) {
      return date.getDayOfWeek().getValue();
    }
  },
  DAY_OF_YEAR {
    @Override
    long of(LocalDate date) {
      return date.getDayOfYear();
    }
  };

  abstract long of(LocalDate date);

  /** This part of every row, as INT64. */
  Column of(Column times) {
    LongColumn column = (LongColumn) times;
    LongBuilder out = new LongBuilder(column.validity());
    boolean dates = column.type().equals(ColumnType.DATE);
    for (int row = 0; row < out.rows(); row++) {
      if (!out.isMissing(row)) {
        long days = dates ? column.at(row) : Times.dayOf(column.at(row));
        if (Times.isCalendarDay(days)) {
          out.set(row, of(LocalDate.ofEpochDay(days)));
        } else {
          out.missing(row);
        }
      }
    }
    return out.column(ColumnType.INT64);
  }
}

package dev.millrace.feature;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;

/**
 * A number read off a day or a time of day, in the proleptic ISO calendar. An INSTANT is read in
 * UTC, a LOCAL_DATETIME as it stands.
 */
public enum CalendarPart {
  /** Year; 0 is 1 BC. */
  YEAR(0, 0),
  /** 1 to 4. */
  QUARTER(1, 4),
  /** 1 to 12. */
  MONTH(1, 12),
  /** Day of the month, 1 to 31. */
  DAY(1, 31),
  /** 1 to 366. */
  DAY_OF_YEAR(1, 366),
  /** 1 for Monday to 7 for Sunday. */
  WEEKDAY(1, 7),
  /** 0 to 23. */
  HOUR(0, 24),
  /** Minute of the hour, 0 to 59. */
  MINUTE(0, 60),
  /** Second of the minute, 0 to 59. */
  SECOND(0, 60);

  private static final long MICROS_PER_SECOND = 1_000_000L;
  private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

  private final int first;
  private final int period;

  CalendarPart(int first, int period) {
    this.first = first;
    this.period = period;
  }

  /** Smallest value of a part that repeats. */
  int first() {
    return first;
  }

  /** Number of values after which the part repeats; 0 for one that does not. */
  int period() {
    return period;
  }

  /** Position of a column this part can be read off. */
  int requireInput(RowStep step, StepScope scope, ColumnName input) {
    int from =
        scope.require(
            step,
            input,
            ColumnType::isTemporal,
            "date, instant, local-datetime",
            "Give the column a time type in the schema.");
    if (isOfTime() && scope.typeAt(from).equals(ColumnType.DATE)) {
      throw Problem.of(
              ErrorCode.FEATURE_STEP_INVALID,
              "the column '" + input + "' holds days, which have no " + Setting.text(this))
          .at(StepScope.place(step))
          .next("Take a part of the day's date.")
          .asException();
    }
    return from;
  }

  private boolean isOfTime() {
    return this == HOUR || this == MINUTE || this == SECOND;
  }

  /** True for a number of days that has a date; every number of microseconds has. */
  static boolean isDay(long day) {
    return ChronoField.EPOCH_DAY.range().isValidValue(day);
  }

  /** This part of a time in microseconds since 1970. */
  int ofMicros(long micros) {
    if (!isOfTime()) {
      return ofDay(Math.floorDiv(micros, MICROS_PER_DAY));
    }
    int second = (int) (Math.floorMod(micros, MICROS_PER_DAY) / MICROS_PER_SECOND);
    return this == HOUR ? second / 3_600 : this == MINUTE ? second / 60 % 60 : second % 60;
  }

  /** This part of a day since 1970 for which {@link #isDay} holds. */
  int ofDay(long day) {
    if (this == WEEKDAY) {
      return Math.floorMod(day + 3, 7) + 1; // 1970-01-01 was a Thursday
    }
    LocalDate date = LocalDate.ofEpochDay(day);
    return switch (this) {
      case YEAR -> date.getYear();
      case QUARTER -> date.get(IsoFields.QUARTER_OF_YEAR);
      case MONTH -> date.getMonthValue();
      case DAY -> date.getDayOfMonth();
      case DAY_OF_YEAR -> date.getDayOfYear();
      default -> throw new IllegalStateException("a day has no " + this);
    };
  }
}

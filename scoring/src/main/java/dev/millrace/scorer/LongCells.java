package dev.millrace.scorer;

import dev.millrace.column.ColumnType;
import dev.millrace.column.LongColumn;
import dev.millrace.expression.function.IsoText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.OptionalLong;

/** INT64 from whole numbers; DATE, INSTANT and LOCAL_DATETIME from ISO texts. */
final class LongCells extends CellColumn {
  private static final double EXACT_WHOLES = 0x1p53;

  private final ColumnType type;
  private long[] values = new long[1];

  LongCells(ColumnType type) {
    this.type = type;
  }

  @Override
  String allowed() {
    return switch ((ColumnType.Plain) type) {
      case DATE -> "a date as text, such as \"2026-01-31\"";
      case INSTANT -> "a time with its offset as text, such as \"2026-01-31T08:00:00Z\"";
      case LOCAL_DATETIME -> "a time without offset as text, such as \"2026-01-31T08:00:00\"";
      default -> "a whole number of 64 bits";
    };
  }

  @Override
  boolean putWhole(int row, long value) {
    return !type.isTemporal() && set(row, value);
  }

  /** {@code 3.0} is the whole number 3: some writers know no other form. */
  @Override
  boolean putReal(int row, double value) {
    return !type.isTemporal()
        && Math.rint(value) == value
        && Math.abs(value) <= EXACT_WHOLES
        && set(row, (long) value);
  }

  @Override
  boolean putText(int row, String text) {
    if (!type.isTemporal() || text.length() > 64) {
      return false;
    }
    long usual = usualTime(text);
    if (usual != IsoText.NONE) {
      return set(row, usual);
    }
    OptionalLong time = time(text);
    return time.isPresent() && set(row, time.getAsLong());
  }

  private boolean set(int row, long value) {
    putNothing(row);
    values[row] = value;
    return true;
  }

  /** The form nearly everybody writes, without the exceptions and the generality of the other. */
  private long usualTime(String text) {
    if (text.length() < 19 || text.charAt(10) != 'T') {
      return IsoText.NONE;
    }
    boolean zulu = text.charAt(text.length() - 1) == 'Z';
    return switch ((ColumnType.Plain) type) {
      case INSTANT -> zulu ? new IsoText(text).instant() : IsoText.NONE;
      case LOCAL_DATETIME -> new IsoText(text).localDateTime();
      default -> IsoText.NONE;
    };
  }

  private OptionalLong time(String text) {
    try {
      return OptionalLong.of(
          switch ((ColumnType.Plain) type) {
            case DATE -> LocalDate.parse(text).toEpochDay();
            case INSTANT -> micros(OffsetDateTime.parse(text).toInstant());
            default -> micros(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
          });
    } catch (DateTimeException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  private static long micros(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
  }

  @Override
  void putNothing(int row) {
    if (row == values.length) {
      values = Arrays.copyOf(values, 2 * row);
    }
  }

  @Override
  LongColumn build() {
    return LongColumn.owning(type, values, validity());
  }
}

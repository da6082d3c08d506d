package dev.millrace.scorer;

import dev.millrace.column.ColumnType;
import dev.millrace.column.LongColumn;
import dev.millrace.json.Json;
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
  boolean put(int row, Json value) {
    OptionalLong read = type.isTemporal() ? time(value) : whole(value);
    putNothing(row);
    values[row] = read.orElse(0);
    return read.isPresent();
  }

  /** {@code 3.0} is the whole number 3: some writers know no other form. */
  private static OptionalLong whole(Json value) {
    if (value instanceof Json.Whole whole) {
      return OptionalLong.of(whole.value());
    }
    if (value instanceof Json.Real real
        && Math.rint(real.value()) == real.value()
        && Math.abs(real.value()) <= EXACT_WHOLES) {
      return OptionalLong.of((long) real.value());
    }
    return OptionalLong.empty();
  }

  private OptionalLong time(Json value) {
    if (!(value instanceof Json.Text text) || text.value().length() > 64) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(
          switch ((ColumnType.Plain) type) {
            case DATE -> LocalDate.parse(text.value()).toEpochDay();
            case INSTANT -> micros(OffsetDateTime.parse(text.value()).toInstant());
            default -> micros(LocalDateTime.parse(text.value()).toInstant(ZoneOffset.UTC));
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

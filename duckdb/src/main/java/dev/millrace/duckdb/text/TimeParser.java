package dev.millrace.duckdb.text;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.LongColumn;
import dev.millrace.spi.engine.LandingColumn.TemporalForm;

/** DATE, INSTANT and LOCAL_DATETIME, from ISO text or from seconds or milliseconds. */
final class TimeParser extends FieldParser {
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  /** The first and the last microsecond of the years 0001 and 9999. */
  private static final double FIRST_SECOND = -62_135_596_800.0;

  private static final double LAST_SECOND = 253_402_300_799.0;

  private final ColumnType.Plain type;
  private final TemporalForm form;
  private final TimeScan times = new TimeScan();
  private final NumberScan numbers = new NumberScan();
  private final long[] values;

  TimeParser(ColumnType.Plain type, TemporalForm form, int capacity) {
    super(capacity);
    this.type = type;
    this.form = form;
    this.values = new long[capacity];
  }

  @Override
  boolean parse(int row, byte[] data, int from, int to) {
    return switch (form) {
      case ISO -> parseText(row, data, from, to);
      case EPOCH_SECONDS -> parseEpoch(row, data, from, to, 1_000_000);
      case EPOCH_MILLIS -> parseEpoch(row, data, from, to, 1_000);
    };
  }

  private boolean parseText(int row, byte[] data, int from, int to) {
    TimeScan.Kind kind = times.scan(data, from, to);
    return switch (type) {
      case DATE -> {
        values[row] = times.days();
        yield kind == TimeScan.Kind.DATE;
      }
      case INSTANT -> {
        values[row] = times.micros();
        yield kind == TimeScan.Kind.ZONED;
      }
      default -> {
        values[row] = times.micros();
        yield kind == TimeScan.Kind.LOCAL || kind == TimeScan.Kind.DATE;
      }
    };
  }

  private boolean parseEpoch(int row, byte[] data, int from, int to, long microsPerUnit) {
    NumberScan.Kind kind = numbers.scan(data, from, to);
    if (kind != NumberScan.Kind.WHOLE && kind != NumberScan.Kind.REAL) {
      return false;
    }
    double real = numbers.real(kind);
    double seconds = real * microsPerUnit / 1_000_000;
    if (real != Math.rint(real) || seconds < FIRST_SECOND || seconds > LAST_SECOND) {
      return false;
    }
    long micros = ((long) real) * microsPerUnit;
    values[row] = type == ColumnType.Plain.DATE ? Math.floorDiv(micros, MICROS_PER_DAY) : micros;
    return true;
  }

  @Override
  Column column(int rows) {
    return LongColumn.owning(type, values, validity(rows));
  }
}

package dev.millrace.category;

import dev.millrace.column.BoolColumn;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.column.Validity;
import dev.millrace.column.ValidityBuilder;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Short columns written as their cells; null is missing. */
public final class Cells {
  private static final BigInteger LOWER_64 = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  private Cells() {}

  public static DoubleColumn reals(@Nullable Double... cells) {
    double[] values = new double[cells.length];
    for (int i = 0; i < cells.length; i++) {
      Double cell = cells[i];
      values[i] = cell == null ? 4711.0 : cell; // whatever a missing row holds must not be seen
    }
    return DoubleColumn.owning(values, validity(cells));
  }

  public static LongColumn wholes(@Nullable Long... cells) {
    return longs(ColumnType.INT64, cells);
  }

  public static LongColumn longs(ColumnType type, @Nullable Long... cells) {
    long[] values = new long[cells.length];
    for (int i = 0; i < cells.length; i++) {
      Long cell = cells[i];
      values[i] = cell == null ? 4711 : cell;
    }
    return LongColumn.owning(type, values, validity(cells));
  }

  public static BoolColumn bools(@Nullable Boolean... cells) {
    boolean[] values = new boolean[cells.length];
    for (int i = 0; i < cells.length; i++) {
      Boolean cell = cells[i];
      values[i] = cell == null || cell;
    }
    return BoolColumn.owning(values, validity(cells));
  }

  public static DecimalColumn decimals(int precision, int scale, @Nullable String... cells) {
    long[] high = new long[cells.length];
    long[] low = new long[cells.length];
    for (int i = 0; i < cells.length; i++) {
      String cell = cells[i];
      BigInteger unscaled =
          cell == null
              ? BigInteger.valueOf(4711)
              : new BigDecimal(cell).setScale(scale).unscaledValue();
      high[i] = unscaled.shiftRight(64).longValueExact();
      low[i] = unscaled.and(LOWER_64).longValue();
    }
    return DecimalColumn.owning(
        new ColumnType.Decimal(precision, scale), high, low, validity(cells));
  }

  public static BytesColumn texts(@Nullable String... cells) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    int[] offsets = new int[cells.length + 1];
    for (int i = 0; i < cells.length; i++) {
      String cell = cells[i];
      data.writeBytes((cell == null ? "hidden" : cell).getBytes(StandardCharsets.UTF_8));
      offsets[i + 1] = data.size();
    }
    return BytesColumn.owning(ColumnType.UTF8, data.toByteArray(), offsets, validity(cells));
  }

  /** The same cells over a dictionary with a repeated and an unused entry. */
  public static BytesColumn dictionary(@Nullable String... cells) {
    List<String> entries = new ArrayList<>(List.of("unused", "twice", "twice"));
    int[] codes = new int[cells.length];
    for (int i = 0; i < cells.length; i++) {
      String cell = cells[i];
      if (cell == null) {
        continue;
      }
      if (!entries.contains(cell)) {
        entries.add(cell);
      }
      codes[i] = i % 2 == 0 ? entries.indexOf(cell) : entries.lastIndexOf(cell);
    }
    BytesColumn plain = texts(entries.toArray(new String[0]));
    int[] offsets = new int[entries.size() + 1];
    for (int i = 0; i < entries.size(); i++) {
      offsets[i + 1] = plain.entryStart(i) + plain.entryLength(i);
    }
    return BytesColumn.owningDictionary(
        ColumnType.UTF8, plain.data(), offsets, codes, validity(cells));
  }

  /** The cells of a column as boxed values; null is missing. */
  public static List<@Nullable Object> of(Column column) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (int row = 0; row < column.rows(); row++) {
      cells.add(column.isMissing(row) ? null : cell(column, row));
    }
    return cells;
  }

  private static Object cell(Column column, int row) {
    if (column instanceof DoubleColumn reals) {
      return reals.at(row);
    }
    if (column instanceof LongColumn wholes) {
      return wholes.at(row);
    }
    if (column instanceof BytesColumn texts) {
      return texts.textAt(row);
    }
    if (column instanceof BoolColumn bools) {
      return bools.at(row);
    }
    throw new IllegalArgumentException(column.type().text());
  }

  private static Validity validity(@Nullable Object[] cells) {
    ValidityBuilder validity = new ValidityBuilder();
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] == null) {
        validity.missing(i);
      }
    }
    return validity.build(cells.length);
  }
}

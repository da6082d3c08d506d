package dev.millrace.core.person;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.column.LongColumn;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.RowFilter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Rows in which one of some columns has one of some values: a text, or a whole number as text.
 *
 * @param columns that are looked at
 * @param side whether these rows are kept or the others
 */
public record PersonRows(ArrayList<ColumnName> columns, HashSet<String> values, Side side)
    implements RowFilter {
  /** Which rows are kept. */
  public enum Side {
    THESE,
    OTHERS
  }

  /** Rows of the columns that are there and of a type that tells persons apart. */
  public static PersonRows of(
      Fields fields, List<ColumnName> columns, Set<String> values, Side side) {
    ArrayList<ColumnName> there = new ArrayList<>();
    for (ColumnName column : columns) {
      OptionalInt position = fields.find(column);
      if (position.isPresent() && tells(fields.at(position.getAsInt()))) {
        there.add(column);
      }
    }
    return new PersonRows(there, new HashSet<>(values), side);
  }

  /** Texts and whole numbers tell persons apart. */
  public static boolean tells(Field field) {
    return field.type().equals(ColumnType.UTF8) || field.type().equals(ColumnType.INT64);
  }

  @Override
  public int[] keep(RowBatch rows) {
    List<Column> looked = columns.stream().map(name -> rows.values().column(name)).toList();
    boolean these = side == Side.THESE;
    return IntStream.range(0, rows.rows())
        .filter(row -> looked.stream().anyMatch(column -> isOne(column, row)) == these)
        .toArray();
  }

  private boolean isOne(Column column, int row) {
    return !column.isMissing(row) && values.contains(text(column, row));
  }

  /** The value that is there of a column that {@link #tells}, as a text. */
  public static String text(Column column, int row) {
    return column instanceof BytesColumn texts
        ? texts.textAt(row)
        : Long.toString(((LongColumn) column).at(row));
  }
}

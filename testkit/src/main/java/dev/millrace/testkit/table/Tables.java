package dev.millrace.testkit.table;

import dev.millrace.column.Batch;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds tiny tables in the test that uses them:
 *
 * <pre>{@code
 * Tables.columns("age int64", "name utf8").row(41, "Ada").row(null, "").batch()
 * }</pre>
 *
 * Cells are the values of {@link Cells}; null is missing, any Number stands for a number,
 * LocalDate, Instant and LocalDateTime for times. Not thread-safe.
 */
public final class Tables {
  private final Fields fields;
  private final List<List<@Nullable Object>> rows = new ArrayList<>();

  private Tables(Fields fields) {
    this.fields = fields;
  }

  /** Starts a table; each text is a name, a space, and a column type. */
  public static Tables columns(String... columns) {
    return of(fields(columns));
  }

  public static Tables of(Fields fields) {
    return new Tables(fields);
  }

  /** Fields from texts of a name, a space, and a column type. */
  public static Fields fields(String... columns) {
    return new Fields(
        Arrays.stream(columns)
            .map(
                text -> {
                  int space = text.lastIndexOf(' ');
                  return Field.of(
                      text.substring(0, space), ColumnType.parse(text.substring(space + 1)));
                })
            .toList());
  }

  /** A table of these rows of cells. */
  public static Batch batch(Fields fields, List<? extends List<? extends @Nullable Object>> rows) {
    List<Column> columns = new ArrayList<>();
    for (int position = 0; position < fields.size(); position++) {
      int at = position;
      List<@Nullable Object> cells = new ArrayList<>();
      rows.forEach(row -> cells.add(row.get(at)));
      columns.add(ColumnFromCells.of(fields.at(position).type(), cells));
    }
    return new Batch(fields, columns, rows.size());
  }

  /** One column of cells. */
  public static Column column(ColumnType type, List<? extends @Nullable Object> cells) {
    return ColumnFromCells.of(type, cells);
  }

  /** The same table with a dictionary under every column of texts or bytes. */
  public static Batch withDictionaries(Batch table) {
    List<Column> columns = new ArrayList<>();
    for (int position = 0; position < table.fields().size(); position++) {
      Column column = table.column(position);
      columns.add(column instanceof BytesColumn bytes ? dictionary(bytes) : column);
    }
    return new Batch(table.fields(), columns, table.rows());
  }

  private static Column dictionary(BytesColumn column) {
    List<@Nullable Object> entries = new ArrayList<>();
    entries.add(column.type().equals(ColumnType.BYTES) ? "ff00" : "an entry no row uses");
    Map<Object, Integer> known = new HashMap<>();
    int[] codes = new int[column.rows()];
    for (int row = 0; row < codes.length; row++) {
      Object cell = Cells.at(column, row);
      if (cell != null) {
        codes[row] = known.computeIfAbsent(cell, value -> entries.size());
        if (codes[row] == entries.size()) {
          entries.add(cell);
        }
      }
    }
    BytesColumn dictionary = (BytesColumn) column(column.type(), entries);
    int[] offsets = new int[entries.size() + 1];
    for (int entry = 0; entry < entries.size(); entry++) {
      offsets[entry + 1] = dictionary.entryStart(entry) + dictionary.entryLength(entry);
    }
    return BytesColumn.owningDictionary(
        column.type(), dictionary.data(), offsets, codes, column.validity());
  }

  /** All these batches as one. */
  public static Batch concatenate(Fields fields, Iterable<Batch> batches) {
    List<List<@Nullable Object>> all = new ArrayList<>();
    batches.forEach(batch -> all.addAll(Cells.rows(batch)));
    return batch(fields, all);
  }

  /** Adds a row. */
  public Tables row(@Nullable Object... cells) {
    if (cells.length != fields.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + fields.size() + " columns");
    }
    rows.add(Arrays.asList(cells));
    return this;
  }

  public Batch batch() {
    return batch(fields, rows);
  }
}

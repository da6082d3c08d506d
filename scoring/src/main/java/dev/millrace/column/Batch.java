package dev.millrace.column;

import java.util.ArrayList;
import java.util.List;

/**
 * Some rows of a table, column by column. A single row is a batch of one: there is no second way to
 * evaluate anything. Immutable and safe to share between threads.
 */
public final class Batch {
  private final Fields fields;
  private final List<Column> columns;
  private final int rows;

  public Batch(Fields fields, List<Column> columns, int rows) {
    if (fields.size() != columns.size()) {
      throw new IllegalArgumentException(
          columns.size() + " columns for " + fields.size() + " fields");
    }
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      Field field = fields.at(i);
      if (column.rows() != rows || !column.type().equals(field.type())) {
        throw new IllegalArgumentException(
            "column '"
                + field.name()
                + "' has "
                + column.rows()
                + " rows of "
                + column.type().text()
                + ", expected "
                + rows
                + " of "
                + field.type().text());
      }
    }
    this.fields = fields;
    this.columns = List.copyOf(columns);
    this.rows = rows;
  }

  public Fields fields() {
    return fields;
  }

  public int rows() {
    return rows;
  }

  public Column column(int position) {
    return columns.get(position);
  }

  /** The column of this name, which must be there. */
  public Column column(ColumnName name) {
    return columns.get(fields.require(name));
  }

  /** The chosen rows, in the order given. */
  public Batch select(int[] chosen) {
    List<Column> selected = new ArrayList<>(columns.size());
    for (Column column : columns) {
      selected.add(column.select(chosen));
    }
    return new Batch(fields, selected, chosen.length);
  }

  /** These columns with one more at the end. */
  public Batch plus(ColumnName name, Column column) {
    List<Column> all = new ArrayList<>(columns);
    all.add(column);
    return new Batch(fields.plus(new Field(name, column.type())), all, rows);
  }

  /** Only these columns, in this order. */
  public Batch project(Fields wanted) {
    List<Column> chosen = new ArrayList<>(wanted.size());
    for (Field field : wanted) {
      chosen.add(column(field.name()));
    }
    return new Batch(wanted, chosen, rows);
  }
}

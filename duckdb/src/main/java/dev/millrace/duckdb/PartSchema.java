package dev.millrace.duckdb;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.column.LongColumn;
import dev.millrace.column.Validity;
import dev.millrace.duckdb.capi.StorageType;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.RowIds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a part is laid out in Parquet: one column {@code c0, c1 ...} for each field, since DuckDB
 * cannot tell names apart by case, and the row's identity in three more.
 */
final class PartSchema {
  private static final String SOURCE = "source";
  private static final String ORDINAL = "ordinal";
  private static final String HASH = "hash";

  private final Fields fields;

  PartSchema(Fields fields) {
    this.fields = fields;
  }

  /** The columns of a selection by their names in the file, the identity last. */
  static Fields withIdentity(Fields fields) {
    List<Field> all = new ArrayList<>();
    for (Field field : fields) {
      all.add(Field.of("c" + all.size(), field.type()));
    }
    all.add(Field.of(SOURCE, ColumnType.INT64));
    all.add(Field.of(ORDINAL, ColumnType.INT64));
    all.add(Field.of(HASH, ColumnType.INT64));
    return new Fields(all);
  }

  /** Storage of the fields, then of the identity. */
  List<StorageType> storage() {
    return withIdentity(fields).asList().stream()
        .map(field -> StorageType.of(field.type()))
        .toList();
  }

  /** Definition of a table's columns. */
  String definition() {
    return withIdentity(fields).asList().stream()
        .map(field -> field.name() + " " + StorageType.of(field.type()).sql())
        .collect(Collectors.joining(", "));
  }

  ColumnType typeOf(ColumnName name) {
    return fields.at(fields.require(name)).type();
  }

  /** Column of a field. */
  String column(ColumnName name) {
    return "c" + fields.require(name);
  }

  /** Selection of these fields, then of the identity. */
  String selection(List<ColumnName> names) {
    return names.stream()
            .map(this::column)
            .collect(Collectors.joining(", ", "", names.isEmpty() ? "" : ", "))
        + SOURCE
        + ", "
        + ORDINAL
        + ", "
        + HASH;
  }

  /** The fields of these names, in this order. */
  Fields project(List<ColumnName> names) {
    return new Fields(names.stream().map(name -> fields.at(fields.require(name))).toList());
  }

  /** Columns of rows in the order of {@link #storage}. */
  static List<Column> columns(RowBatch batch) {
    RowIds ids = batch.ids();
    long[] sources = new long[ids.rows()];
    for (int row = 0; row < sources.length; row++) {
      sources[row] = ids.sourceAt(row);
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < batch.values().fields().size(); i++) {
      columns.add(batch.values().column(i));
    }
    Validity all = Validity.all(ids.rows());
    columns.add(LongColumn.owning(ColumnType.INT64, sources, all));
    columns.add(LongColumn.owning(ColumnType.INT64, ids.ordinals(), all));
    columns.add(LongColumn.owning(ColumnType.INT64, ids.hashes(), all));
    return columns;
  }

  Fields fields() {
    return fields;
  }
}

package dev.millrace.scorer;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Validity;
import dev.millrace.column.ValidityBuilder;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.Json;

/** Collects the cells of one column from JSON values, row after row; built once. */
abstract sealed class CellColumn
    permits BoolCells, LongCells, DoubleCells, DecimalCells, BytesCells, ListCells, VectorCells {
  private final ValidityBuilder validity = new ValidityBuilder();
  private int rows;

  /** An empty column of this type. */
  static CellColumn of(ColumnType type) {
    if (type instanceof ColumnType.Decimal decimal) {
      return new DecimalCells(decimal);
    }
    if (type instanceof ColumnType.ListOf list) {
      return new ListCells(list);
    }
    if (type instanceof ColumnType.FixedVector vector) {
      return new VectorCells(vector);
    }
    return switch ((ColumnType.Plain) type) {
      case BOOL -> new BoolCells();
      case INT64, DATE, INSTANT, LOCAL_DATETIME -> new LongCells(type);
      case FLOAT64 -> new DoubleCells();
      case UTF8, BYTES -> new BytesCells(type);
      case BLOB_REF ->
          throw Problem.of(ErrorCode.ROW_INVALID, "rows of JSON cannot carry files")
              .found(type.text())
              .next("Score rows with files in batch")
              .asException();
    };
  }

  /** Adds a value that is not null; false, and nothing added, when the type does not allow it. */
  final boolean take(Json value) {
    boolean taken = put(rows, value);
    rows += taken ? 1 : 0;
    return taken;
  }

  /** Adds a missing cell. */
  final void missing() {
    putNothing(rows);
    validity.missing(rows++);
  }

  /** Cells so far. */
  final int rows() {
    return rows;
  }

  final Validity validity() {
    return validity.build(rows);
  }

  /** What is allowed, for people. */
  abstract String allowed();

  abstract Column build();

  abstract boolean put(int row, Json value);

  abstract void putNothing(int row);
}

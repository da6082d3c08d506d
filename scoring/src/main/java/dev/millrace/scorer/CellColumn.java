package dev.millrace.scorer;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Validity;
import dev.millrace.column.ValidityBuilder;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

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
    if (value instanceof Json.Text text) {
      return added(putText(rows, text.value()));
    }
    if (value instanceof Json.Whole whole) {
      return added(putWhole(rows, whole.value()));
    }
    if (value instanceof Json.Real real) {
      return added(putReal(rows, real.value()));
    }
    if (value instanceof Json.Items items) {
      return added(putItems(rows, items.values()));
    }
    return value instanceof Json.Literal literal && takeLiteral(literal);
  }

  final boolean takeWhole(long value) {
    return added(putWhole(rows, value));
  }

  final boolean takeReal(double value) {
    return added(putReal(rows, value));
  }

  final boolean takeLiteral(Json.Literal value) {
    return added(putLiteral(rows, value));
  }

  final boolean takeText(String value) {
    return added(putText(rows, value));
  }

  /** The same for a text of ASCII that lies in these bytes. */
  final boolean takeAscii(byte[] source, int from, int to) {
    return added(putAscii(rows, source, from, to));
  }

  private boolean added(boolean taken) {
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

  boolean putText(int row, String value) {
    return false;
  }

  boolean putAscii(int row, byte[] source, int from, int to) {
    return putText(row, new String(source, from, to - from, StandardCharsets.US_ASCII));
  }

  boolean putWhole(int row, long value) {
    return false;
  }

  boolean putReal(int row, double value) {
    return false;
  }

  boolean putLiteral(int row, Json.Literal value) {
    return false;
  }

  boolean putItems(int row, List<Json> items) {
    return false;
  }

  abstract void putNothing(int row);
}

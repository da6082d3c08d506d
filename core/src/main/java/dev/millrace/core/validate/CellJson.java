package dev.millrace.core.validate;

import dev.millrace.column.BoolColumn;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.ListColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.column.VectorColumn;
import dev.millrace.json.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * One cell as JSON that loses nothing: missing is null, what JSON has no number for is a text,
 * times are in ISO form, bytes in Base64.
 */
public final class CellJson {
  private static final long MICROS = 1_000_000;

  private CellJson() {}

  public static Json of(Column column, int row) {
    if (column.isMissing(row)) {
      return Json.Literal.NULL;
    }
    return switch (column) {
      case BytesColumn bytes when bytes.type().equals(ColumnType.BYTES) ->
          Json.of(
              Base64.getEncoder()
                  .encodeToString(
                      Arrays.copyOfRange(
                          bytes.data(),
                          bytes.startAt(row),
                          bytes.startAt(row) + bytes.lengthAt(row))));
      case BytesColumn text -> Json.of(text.textAt(row));
      case DoubleColumn reals -> real(reals.at(row));
      case BoolColumn flags -> flags.at(row) ? Json.Literal.TRUE : Json.Literal.FALSE;
      case DecimalColumn decimals -> Json.of(decimals.at(row).toPlainString());
      case LongColumn wholes -> whole(wholes.type(), wholes.at(row));
      case ListColumn lists -> list(lists, row);
      case VectorColumn vectors -> vector(vectors, row);
    };
  }

  private static Json real(double value) {
    return Double.isFinite(value) ? Json.of(value) : Json.of(Double.toString(value));
  }

  private static Json whole(ColumnType type, long value) {
    if (type.equals(ColumnType.DATE)) {
      return Json.of(LocalDate.ofEpochDay(value).toString());
    }
    if (!type.isTemporal()) {
      return Json.of(value);
    }
    long nanos = Math.floorMod(value, MICROS) * 1_000;
    String text = Instant.ofEpochSecond(Math.floorDiv(value, MICROS), nanos).toString();
    return Json.of(type.equals(ColumnType.INSTANT) ? text : text.substring(0, text.length() - 1));
  }

  private static Json list(ListColumn lists, int row) {
    List<Json> items = new ArrayList<>();
    for (int i = 0; i < lists.lengthAt(row); i++) {
      items.add(of(lists.elements(), lists.startAt(row) + i));
    }
    return Json.items(items);
  }

  private static Json vector(VectorColumn vectors, int row) {
    List<Json> items = new ArrayList<>();
    for (int i = 0; i < ((ColumnType.FixedVector) vectors.type()).length(); i++) {
      items.add(real(vectors.at(row, i)));
    }
    return Json.items(items);
  }
}

package dev.millrace.scorer;

import dev.millrace.column.BoolColumn;
import dev.millrace.json.Json;
import java.util.BitSet;

/** BOOL from true and false. */
final class BoolCells extends CellColumn {
  private final BitSet values = new BitSet();

  @Override
  String allowed() {
    return "true or false";
  }

  @Override
  boolean putLiteral(int row, Json.Literal value) {
    values.set(row, value == Json.Literal.TRUE);
    return value != Json.Literal.NULL;
  }

  @Override
  void putNothing(int row) {
    values.clear(row);
  }

  @Override
  BoolColumn build() {
    boolean[] all = new boolean[rows()];
    values.stream().filter(row -> row < all.length).forEach(row -> all[row] = true);
    return BoolColumn.owning(all, validity());
  }
}

package dev.millrace.scorer;

import dev.millrace.column.ColumnType;
import dev.millrace.column.ListColumn;
import dev.millrace.json.Json;
import java.util.Arrays;
import java.util.List;

/** Lists from arrays; an element may be null. */
final class ListCells extends CellColumn {
  private final CellColumn elements;
  private int[] offsets = new int[2];

  ListCells(ColumnType.ListOf type) {
    this.elements = CellColumn.of(type.element());
  }

  @Override
  String allowed() {
    return "an array, each element " + elements.allowed();
  }

  /** A list that is refused half way leaves elements behind: nothing is built after a refusal. */
  @Override
  boolean putItems(int row, List<Json> items) {
    for (Json item : items) {
      if (item == Json.Literal.NULL) {
        elements.missing();
      } else if (!elements.take(item)) {
        return false;
      }
    }
    putNothing(row);
    return true;
  }

  @Override
  void putNothing(int row) {
    if (row + 1 == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * row + 2);
    }
    offsets[row + 1] = elements.rows();
  }

  @Override
  ListColumn build() {
    return ListColumn.owning(Arrays.copyOf(offsets, rows() + 1), elements.build(), validity());
  }
}

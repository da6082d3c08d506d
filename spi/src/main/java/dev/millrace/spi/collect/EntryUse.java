package dev.millrace.spi.collect;

import dev.millrace.column.BytesColumn;

/** How often each entry of a dictionary is used: work per entry then replaces work per row. */
final class EntryUse {
  private EntryUse() {}

  /** True when there are fewer entries than rows, so that counting them first pays. */
  static boolean pays(BytesColumn column) {
    return column.hasDictionary() && column.entries() < column.rows();
  }

  /** Rows that hold each entry. */
  static int[] count(BytesColumn column) {
    int[] uses = new int[column.entries()];
    int rows = column.rows();
    if (column.missingCount() == 0) {
      for (int row = 0; row < rows; row++) {
        uses[column.entryAt(row)]++;
      }
    } else {
      for (int row = 0; row < rows; row++) {
        if (!column.isMissing(row)) {
          uses[column.entryAt(row)]++;
        }
      }
    }
    return uses;
  }
}

package dev.millrace.feature;

import dev.millrace.column.Column;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.column.VectorColumn;

/** Writes one feature's slots of some rows into a matrix of zeros. */
@FunctionalInterface
interface SlotWriter {
  /**
   * Writes rows {@code from} up to {@code to}.
   *
   * @param columns columns of the plan
   * @param out row-major floats
   * @param width floats per row
   */
  void write(Column[] columns, int from, int to, float[] out, int width);

  static SlotWriter ofDoubles(int column, int slot) {
    return (columns, from, to, out, width) -> {
      DoubleColumn in = (DoubleColumn) columns[column];
      for (int row = from, at = from * width + slot; row < to; row++, at += width) {
        out[at] = in.isMissing(row) ? Float.NaN : FeatureFloat.of(in.at(row));
      }
    };
  }

  static SlotWriter ofLongs(int column, int slot) {
    return (columns, from, to, out, width) -> {
      LongColumn in = (LongColumn) columns[column];
      for (int row = from, at = from * width + slot; row < to; row++, at += width) {
        out[at] = in.isMissing(row) ? Float.NaN : FeatureFloat.of((double) in.at(row));
      }
    };
  }

  static SlotWriter oneHot(int column, int slot) {
    return (columns, from, to, out, width) -> {
      LongColumn in = (LongColumn) columns[column];
      for (int row = from, at = from * width + slot; row < to; row++, at += width) {
        if (!in.isMissing(row)) {
          out[at + (int) in.at(row)] = 1;
        }
      }
    };
  }

  static SlotWriter ofVectors(int column, int slot, int length) {
    return (columns, from, to, out, width) -> {
      VectorColumn in = (VectorColumn) columns[column];
      for (int row = from, at = from * width + slot; row < to; row++, at += width) {
        boolean missing = in.isMissing(row);
        for (int i = 0; i < length; i++) {
          out[at + i] = missing ? Float.NaN : FeatureFloat.of(in.at(row, i));
        }
      }
    };
  }
}

package dev.millrace.expression.function;

import dev.millrace.column.BoolColumn;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.column.Validity;
import java.util.function.IntPredicate;

/**
 * Work on the entries of a text column: once per entry where rows share entries, once per row
 * otherwise. A dictionary larger than the batch, as a batch of one may have, is not walked through.
 */
final class Entries {
  private Entries() {}

  /** True when going through the dictionary is less work than going through the rows. */
  static boolean areFewer(BytesColumn column) {
    return column.hasDictionary() && column.entries() <= column.rows();
  }

  /** True for a column all of whose values are one entry, as a constant is. */
  static boolean isOne(BytesColumn column) {
    return column.entries() == 1 && column.missingCount() == 0;
  }

  /** The rows whose entry passes the test. */
  static BoolColumn test(BytesColumn column, IntPredicate test) {
    BoolBuilder out = new BoolBuilder(column.validity());
    boolean[] passes = new boolean[areFewer(column) ? column.entries() : 0];
    for (int entry = 0; entry < passes.length; entry++) {
      passes[entry] = test.test(entry);
    }
    boolean known = passes.length > 0;
    for (int row = 0; row < out.rows(); row++) {
      if (!out.isMissing(row)) {
        int entry = column.entryAt(row);
        out.set(row, known ? passes[entry] : test.test(entry));
      }
    }
    return out.column();
  }

  /** Another text for each row, by its entry; a dictionary stays one. */
  static BytesColumn texts(BytesColumn column, EntryReader<TextBuilder> reader) {
    boolean few = areFewer(column);
    TextBuilder out = new TextBuilder(few ? Validity.all(column.entries()) : column.validity());
    for (int i = 0; i < out.rows(); i++) {
      if (!out.isMissing(i)) {
        reader.read(few ? i : column.entryAt(i), i, out);
      }
      out.end(i);
    }
    return few ? out.dictionary(codes(column), column.validity()) : out.column();
  }

  /** A whole number or a time for each row, by its entry. */
  static LongColumn longs(BytesColumn column, ColumnType type, EntryReader<LongBuilder> reader) {
    boolean few = areFewer(column);
    LongBuilder read = new LongBuilder(few ? Validity.all(column.entries()) : column.validity());
    readAll(column, read, reader);
    if (!few) {
      return read.column(type);
    }
    LongColumn known = read.column(type);
    LongBuilder out = new LongBuilder(column.validity());
    for (int row = 0; row < out.rows(); row++) {
      if (knownAt(row, column, known, out)) {
        out.set(row, known.at(column.entryAt(row)));
      }
    }
    return out.column(type);
  }

  /** A double for each row, by its entry. */
  static DoubleColumn doubles(BytesColumn column, EntryReader<DoubleBuilder> reader) {
    boolean few = areFewer(column);
    DoubleBuilder read =
        new DoubleBuilder(few ? Validity.all(column.entries()) : column.validity());
    readAll(column, read, reader);
    if (!few) {
      return read.column();
    }
    DoubleColumn known = read.column();
    DoubleBuilder out = new DoubleBuilder(column.validity());
    for (int row = 0; row < out.rows(); row++) {
      if (knownAt(row, column, known, out)) {
        out.set(row, known.at(column.entryAt(row)));
      }
    }
    return out.column();
  }

  private static <R extends ResultBuilder> void readAll(
      BytesColumn column, R out, EntryReader<R> reader) {
    boolean few = areFewer(column);
    for (int i = 0; i < out.rows(); i++) {
      if (!out.isMissing(i)) {
        reader.read(few ? i : column.entryAt(i), i, out);
      }
    }
  }

  private static boolean knownAt(int row, BytesColumn column, Column known, ResultBuilder out) {
    if (out.isMissing(row)) {
      return false;
    }
    if (known.isMissing(column.entryAt(row))) {
      out.missing(row);
      return false;
    }
    return true;
  }

  private static int[] codes(BytesColumn column) {
    int[] codes = new int[column.rows()];
    for (int row = 0; row < codes.length; row++) {
      codes[row] = column.isMissing(row) ? 0 : column.entryAt(row);
    }
    return codes;
  }

  /** Reads an entry into a row of a result, or leaves it missing. */
  @FunctionalInterface
  interface EntryReader<R extends ResultBuilder> {
    void read(int entry, int row, R out);
  }
}

package dev.millrace.spi.data;

import dev.millrace.category.Xxh64;
import dev.millrace.column.Batch;
import dev.millrace.column.BoolColumn;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.ListColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.column.VectorColumn;
import java.util.Arrays;

/**
 * The 64-bit hash that names a row, the same on every engine.
 *
 * <p>Content hash: the 64-bit words of the row's values, in column order, each taken in by the
 * eight-byte step of XXH64 (a missing value by a step of its own), at the end {@link
 * RowHash#finish}. The word of a boolean is 0 or 1, of a number or time its 64 bits (one NaN for
 * all, -0.0 kept), of a decimal its upper and its lower half, of text and bytes their {@link
 * Xxh64}, of a vector the bits of each float, of a list its length and then its elements.
 *
 * <p>Row hash: with declared key columns, the content hash over these columns alone, in declared
 * order. Without, the content hash over all columns of the cut together with the row's occurrence
 * number: 0 for the first row of this content hash in landing order over the whole cut, 1 for the
 * next, and so on ({@link #withOccurrence}). Equal rows thus differ, and the set of hashes does not
 * depend on the order of rows.
 */
public final class RowContentHash {
  private static final long SEED = 0x4d696c6c72616365L;

  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;

  private RowContentHash() {}

  /** Content hash of each row over all columns of the batch. */
  public static long[] compute(Batch values) {
    long[] hashes = new long[values.rows()];
    Arrays.fill(hashes, SEED);
    for (int position = 0; position < values.fields().size(); position++) {
      take(values.column(position), hashes);
    }
    for (int row = 0; row < hashes.length; row++) {
      hashes[row] = RowHash.finish(hashes[row]);
    }
    return hashes;
  }

  /** Row hash of the {@code occurrence}th row, from 0, with this content hash. */
  public static long withOccurrence(long contentHash, long occurrence) {
    return RowHash.mix(contentHash, occurrence);
  }

  /** One loop for each kind of column: what a loop does not know it asks for every row. */
  private static void take(Column column, long[] hashes) {
    if (column instanceof DoubleColumn doubles) {
      takeDoubles(doubles, hashes);
    } else if (column instanceof LongColumn longs) {
      takeLongs(longs, hashes);
    } else if (column instanceof BytesColumn bytes) {
      takeBytes(bytes, hashes);
    } else {
      for (int row = 0; row < hashes.length; row++) {
        hashes[row] = stepOrMissing(hashes[row], column, row);
      }
    }
  }

  private static void takeDoubles(DoubleColumn column, long[] hashes) {
    boolean complete = column.missingCount() == 0;
    for (int row = 0; row < hashes.length; row++) {
      hashes[row] =
          complete || !column.isMissing(row)
              ? step(hashes[row], Double.doubleToLongBits(column.at(row)))
              : stepMissing(hashes[row]);
    }
  }

  private static void takeLongs(LongColumn column, long[] hashes) {
    boolean complete = column.missingCount() == 0;
    for (int row = 0; row < hashes.length; row++) {
      hashes[row] =
          complete || !column.isMissing(row)
              ? step(hashes[row], column.at(row))
              : stepMissing(hashes[row]);
    }
  }

  private static void takeBytes(BytesColumn column, long[] hashes) {
    if (column.hasDictionary() && column.entries() < hashes.length) {
      takeDictionary(column, hashes);
      return;
    }
    boolean complete = column.missingCount() == 0;
    for (int row = 0; row < hashes.length; row++) {
      hashes[row] =
          complete || !column.isMissing(row)
              ? step(hashes[row], word(column, row))
              : stepMissing(hashes[row]);
    }
  }

  private static void takeDictionary(BytesColumn column, long[] hashes) {
    long[] words = new long[column.entries()];
    for (int entry = 0; entry < words.length; entry++) {
      words[entry] =
          Xxh64.hash(column.data(), column.entryStart(entry), column.entryLength(entry), 0);
    }
    for (int row = 0; row < hashes.length; row++) {
      hashes[row] =
          column.isMissing(row)
              ? stepMissing(hashes[row])
              : step(hashes[row], words[column.entryAt(row)]);
    }
  }

  private static long word(BytesColumn column, int row) {
    return Xxh64.hash(column.data(), column.startAt(row), column.lengthAt(row), 0);
  }

  private static long stepOrMissing(long hash, Column column, int row) {
    return column.isMissing(row) ? stepMissing(hash) : step(hash, column, row);
  }

  private static long step(long hash, Column column, int row) {
    if (column instanceof DoubleColumn doubles) {
      return step(hash, Double.doubleToLongBits(doubles.at(row)));
    }
    if (column instanceof LongColumn longs) {
      return step(hash, longs.at(row));
    }
    if (column instanceof BytesColumn bytes) {
      return step(hash, word(bytes, row));
    }
    if (column instanceof BoolColumn bools) {
      return step(hash, bools.at(row) ? 1 : 0);
    }
    if (column instanceof DecimalColumn decimals) {
      return step(step(hash, decimals.highAt(row)), decimals.lowAt(row));
    }
    if (column instanceof VectorColumn vector) {
      return stepVector(hash, vector, row);
    }
    return stepList(hash, (ListColumn) column, row);
  }

  private static long step(long hash, long word) {
    long spread = Long.rotateLeft(word * PRIME_2, 31) * PRIME_1;
    return Long.rotateLeft(hash ^ spread, 27) * PRIME_1 + PRIME_4;
  }

  private static long stepMissing(long hash) {
    return Long.rotateLeft(hash ^ PRIME_5, 11) * PRIME_1;
  }

  private static long stepVector(long hash, VectorColumn column, int row) {
    int length = ((ColumnType.FixedVector) column.type()).length();
    long h = hash;
    for (int i = 0; i < length; i++) {
      h = step(h, Float.floatToIntBits(column.at(row, i)));
    }
    return h;
  }

  private static long stepList(long hash, ListColumn column, int row) {
    int start = column.startAt(row);
    int length = column.lengthAt(row);
    long h = step(hash, length);
    for (int i = start; i < start + length; i++) {
      h = stepOrMissing(h, column.elements(), i);
    }
    return h;
  }
}

package dev.millrace.spi.data;

import dev.millrace.column.BoolColumn;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.ListColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.column.VectorColumn;
import dev.millrace.digest.Digest;
import dev.millrace.digest.Digester;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Writes the canonical form of one column into a digest, through a small buffer. */
final class CanonicalBytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final int CAPACITY = 4096;

  /** Room every value but text needs at most: marker and 16 bytes. */
  private static final int LARGEST = 17;

  private final Digester digester = new Digester();
  private final byte[] buffer = new byte[CAPACITY];
  private int used;

  void add(Column column, int rows) {
    add(column, 0, rows);
  }

  Digest digest() {
    flush();
    return digester.digest();
  }

  /** One loop for each frequent kind of column; the others ask for every row. */
  private void add(Column column, int from, int to) {
    if (column instanceof DoubleColumn doubles) {
      for (int row = from; row < to; row++) {
        if (mark(doubles.isMissing(row))) {
          putLong(Double.doubleToLongBits(doubles.at(row)));
        }
      }
    } else if (column instanceof LongColumn longs) {
      for (int row = from; row < to; row++) {
        if (mark(longs.isMissing(row))) {
          putLong(longs.at(row));
        }
      }
    } else if (column instanceof BytesColumn bytes) {
      for (int row = from; row < to; row++) {
        if (mark(bytes.isMissing(row))) {
          putBytes(bytes.data(), bytes.startAt(row), bytes.lengthAt(row));
        }
      }
    } else {
      for (int row = from; row < to; row++) {
        if (mark(column.isMissing(row))) {
          put(column, row);
        }
      }
    }
  }

  /** Writes whether there is a value, and makes room for it. */
  private boolean mark(boolean missing) {
    if (used > CAPACITY - LARGEST) {
      flush();
    }
    buffer[used++] = (byte) (missing ? 0 : 1);
    return !missing;
  }

  private void put(Column column, int row) {
    if (column instanceof BoolColumn bools) {
      buffer[used++] = (byte) (bools.at(row) ? 1 : 0);
    } else if (column instanceof DecimalColumn decimals) {
      putLong(decimals.highAt(row));
      putLong(decimals.lowAt(row));
    } else if (column instanceof VectorColumn vector) {
      putVector(vector, row);
    } else {
      putList((ListColumn) column, row);
    }
  }

  private void putLong(long value) {
    LONGS.set(buffer, used, value);
    used += 8;
  }

  private void putInt(int value) {
    if (used > CAPACITY - LARGEST) {
      flush();
    }
    INTS.set(buffer, used, value);
    used += 4;
  }

  private void putBytes(byte[] data, int start, int length) {
    putInt(length);
    if (length > CAPACITY - used) {
      flush();
    }
    if (length > CAPACITY) {
      digester.raw(data, start, length);
    } else {
      System.arraycopy(data, start, buffer, used, length);
      used += length;
    }
  }

  private void putVector(VectorColumn column, int row) {
    int length = ((ColumnType.FixedVector) column.type()).length();
    for (int i = 0; i < length; i++) {
      putInt(Float.floatToIntBits(column.at(row, i)));
    }
  }

  private void putList(ListColumn column, int row) {
    int start = column.startAt(row);
    putInt(column.lengthAt(row));
    add(column.elements(), start, start + column.lengthAt(row));
  }

  private void flush() {
    digester.raw(buffer, 0, used);
    used = 0;
  }
}

package dev.millrace.duckdb.capi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.millrace.column.BoolColumn;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.ListColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.column.VectorColumn;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Writes rows of a column into one of DuckDB's vectors. */
@SuppressWarnings("restricted") // writes native memory: that is its job
final class VectorWriter {
  private VectorWriter() {}

  /** Texts too long for their entry are put into {@code texts}, which must outlive the append. */
  static void write(Column column, int from, int count, MemorySegment vector, Arena texts)
      throws Throwable {
    writeMissing(column, from, count, vector);
    MemorySegment data =
        ((MemorySegment) CApi.VECTOR_DATA.invokeExact(vector)).reinterpret(Long.MAX_VALUE);
    switch (column) {
      case LongColumn longs -> writeLongs(longs, from, count, data);
      case DoubleColumn doubles -> writeDoubles(doubles, from, count, data);
      case BoolColumn bools -> {
        for (int i = 0; i < count; i++) {
          data.set(JAVA_BYTE, i, (byte) (bools.at(from + i) ? 1 : 0));
        }
      }
      case BytesColumn bytes -> writeBytes(bytes, from, count, data, texts);
      case DecimalColumn decimals -> writeDecimals(decimals, from, count, data);
      case VectorColumn vectors -> writeVectors(vectors, from, count, vector, data);
      case ListColumn lists -> writeLists(lists, from, count, vector, data, texts);
    }
  }

  private static void writeMissing(Column column, int from, int count, MemorySegment vector)
      throws Throwable {
    if (column.missingCount() == 0) {
      return;
    }
    CApi.WRITABLE_VALIDITY.invokeExact(vector);
    MemorySegment bits =
        ((MemorySegment) CApi.VECTOR_VALIDITY.invokeExact(vector))
            .reinterpret((count + 63) / 64 * 8L);
    for (int word = 0; word < (count + 63) >> 6; word++) {
      long valid = 0;
      int first = word << 6;
      for (int bit = 0; bit < Math.min(64, count - first); bit++) {
        valid |= column.isMissing(from + first + bit) ? 0 : 1L << bit;
      }
      bits.setAtIndex(JAVA_LONG_UNALIGNED, word, valid);
    }
  }

  private static void writeLongs(LongColumn column, int from, int count, MemorySegment data) {
    if (column.type().equals(ColumnType.DATE)) {
      writeDates(column, from, count, data);
      return;
    }
    long[] values = new long[count];
    column.copyTo(from, values, 0, count);
    MemorySegment.copy(values, 0, data, JAVA_LONG_UNALIGNED, 0, count);
  }

  private static void writeDates(LongColumn column, int from, int count, MemorySegment data) {
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      long days = column.at(from + i);
      if (!column.isMissing(from + i) && Math.abs(days) >= Integer.MAX_VALUE) {
        throw outOfRange(days);
      }
      values[i] = (int) days;
    }
    MemorySegment.copy(values, 0, data, JAVA_INT_UNALIGNED, 0, count);
  }

  private static void writeDoubles(DoubleColumn column, int from, int count, MemorySegment data) {
    double[] values = new double[count];
    column.copyTo(from, values, 0, count);
    MemorySegment.copy(values, 0, data, JAVA_DOUBLE_UNALIGNED, 0, count);
  }

  private static RuntimeException outOfRange(long days) {
    return Problem.of(ErrorCode.VALUE_INVALID, "a date is out of range")
        .found(days + " days since 1970-01-01")
        .allowed("dates within 5,879,610 years")
        .asException();
  }

  private static void writeBytes(
      BytesColumn column, int from, int count, MemorySegment data, Arena texts) {
    long total = 0;
    for (int i = from; i < from + count; i++) {
      int length = column.isMissing(i) ? 0 : column.lengthAt(i);
      total += length > TextEntry.IN_PLACE ? length : 0;
    }
    MemorySegment heap = texts.allocate(Math.max(total, 1));
    long[] entries = new long[2 * count];
    long end = 0;
    for (int i = 0; i < count; i++) {
      if (column.isMissing(from + i)) {
        continue;
      }
      int start = column.startAt(from + i);
      int length = column.lengthAt(from + i);
      entries[2 * i] = TextEntry.first(column.data(), start, length);
      if (length <= TextEntry.IN_PLACE) {
        entries[2 * i + 1] = TextEntry.second(column.data(), start, length);
      } else {
        MemorySegment.copy(column.data(), start, heap, JAVA_BYTE, end, length);
        entries[2 * i + 1] = heap.address() + end;
        end += length;
      }
    }
    MemorySegment.copy(entries, 0, data, JAVA_LONG_UNALIGNED, 0, entries.length);
  }

  private static void writeDecimals(DecimalColumn column, int from, int count, MemorySegment data) {
    int bytes = StorageType.decimalBytes((ColumnType.Decimal) column.type());
    for (int i = 0; i < count; i++) {
      long offset = (long) i * bytes;
      long low = column.lowAt(from + i);
      switch (bytes) {
        case 2 -> data.set(JAVA_SHORT_UNALIGNED, offset, (short) low);
        case 4 -> data.set(JAVA_INT_UNALIGNED, offset, (int) low);
        case 8 -> data.set(JAVA_LONG_UNALIGNED, offset, low);
        default -> {
          data.set(JAVA_LONG_UNALIGNED, offset, low);
          data.set(JAVA_LONG_UNALIGNED, offset + 8, column.highAt(from + i));
        }
      }
    }
  }

  private static void writeVectors(
      VectorColumn column, int from, int count, MemorySegment vector, MemorySegment data)
      throws Throwable {
    int length = ((ColumnType.FixedVector) column.type()).length();
    MemorySegment child = reserve(vector, (long) count * length);
    MemorySegment values =
        ((MemorySegment) CApi.VECTOR_DATA.invokeExact(child)).reinterpret(Long.MAX_VALUE);
    for (int i = 0; i < count; i++) {
      boolean missing = column.isMissing(from + i);
      writeEntry(data, i, (long) i * length, missing ? 0 : length);
      for (int k = 0; k < length; k++) {
        values.setAtIndex(
            JAVA_FLOAT_UNALIGNED, (long) i * length + k, missing ? 0 : column.at(from + i, k));
      }
    }
  }

  private static void writeLists(
      ListColumn column, int from, int count, MemorySegment vector, MemorySegment data, Arena texts)
      throws Throwable {
    int first = column.startAt(from);
    int end = column.startAt(from + count - 1) + column.lengthAt(from + count - 1);
    for (int i = 0; i < count; i++) {
      writeEntry(data, i, column.startAt(from + i) - first, column.lengthAt(from + i));
    }
    MemorySegment child = reserve(vector, end - first);
    if (end > first) {
      write(column.elements(), first, end - first, child, texts);
    }
  }

  private static MemorySegment reserve(MemorySegment list, long elements) throws Throwable {
    int reserved = (int) CApi.LIST_RESERVE.invokeExact(list, elements);
    int sized = (int) CApi.LIST_SET_SIZE.invokeExact(list, elements);
    if (reserved != 0 || sized != 0) {
      throw DuckFailure.of("Out of Memory Error: a list column needs room");
    }
    return (MemorySegment) CApi.LIST_CHILD.invokeExact(list);
  }

  private static void writeEntry(MemorySegment data, int row, long offset, long length) {
    data.set(JAVA_LONG_UNALIGNED, (long) row * ListFill.ENTRY, offset);
    data.set(JAVA_LONG_UNALIGNED, (long) row * ListFill.ENTRY + 8, length);
  }
}

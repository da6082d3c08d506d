package dev.millrace.duckdb.capi;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.millrace.column.ColumnType;
import dev.millrace.column.VectorColumn;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Vectors of one length, kept as lists of floats. */
final class VectorFill extends ColumnFill {
  private final ColumnType.FixedVector type;
  private float[] values;

  VectorFill(ColumnType.FixedVector type, int capacity) {
    super(capacity);
    this.type = type;
    this.values = new float[Math.multiplyExact(capacity, type.length())];
  }

  @Override
  void copyValues(NativeVector vector, int from, int count, int at) throws Throwable {
    int length = type.length();
    int needed = Math.multiplyExact(at + count, length);
    if (needed > values.length) {
      values = Arrays.copyOf(values, grown(values.length, needed));
    }
    NativeVector child = vector.child();
    for (int i = 0; i < count; i++) {
      if (!vector.isMissing(from + i)) {
        long entry = (long) (from + i) * ListFill.ENTRY;
        long start = vector.data().get(JAVA_LONG_UNALIGNED, entry);
        long found = vector.data().get(JAVA_LONG_UNALIGNED, entry + 8);
        if (found != length) {
          throw Problem.of(ErrorCode.COLUMN_TYPE_MISMATCH, "a vector has another length")
              .found(found)
              .allowed(String.valueOf(length))
              .asException();
        }
        MemorySegment.copy(
            child.data(),
            JAVA_FLOAT_UNALIGNED,
            start * Float.BYTES,
            values,
            (at + i) * length,
            length);
      }
    }
  }

  @Override
  public VectorColumn column() {
    return VectorColumn.owning(type, values, validity());
  }
}

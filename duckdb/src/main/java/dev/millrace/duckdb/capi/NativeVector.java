package dev.millrace.duckdb.capi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A flat vector of the current chunk. Values of missing rows are undefined.
 *
 * @param validity null when every row holds a value
 */
@SuppressWarnings("restricted") // reads native memory: that is its job
record NativeVector(
    MemorySegment vector, MemorySegment data, @Nullable MemorySegment validity, int rows) {
  static NativeVector of(MemorySegment vector, int rows) throws Throwable {
    MemorySegment data = (MemorySegment) CApi.VECTOR_DATA.invokeExact(vector);
    MemorySegment bits = (MemorySegment) CApi.VECTOR_VALIDITY.invokeExact(vector);
    return new NativeVector(
        vector,
        data.reinterpret(Long.MAX_VALUE),
        bits.address() == 0 ? null : bits.reinterpret((rows + 63) / 64 * 8L),
        rows);
  }

  /** The elements all lists of this vector refer to. */
  NativeVector child() throws Throwable {
    int size = Math.toIntExact((long) CApi.LIST_SIZE.invokeExact(vector));
    return of((MemorySegment) CApi.LIST_CHILD.invokeExact(vector), size);
  }

  boolean isMissing(int row) {
    return validity != null && (validity.get(JAVA_BYTE, row >>> 3) >>> (row & 7) & 1) == 0;
  }

  /**
   * Sets the bits of rows {@code from .. from + count} that hold a value, starting at {@code at}.
   */
  void copyValidity(int from, int count, long[] words, int at) {
    int done = 0;
    if (((at | from) & 63) == 0) {
      int whole = count >>> 6;
      if (validity == null) {
        Arrays.fill(words, at >>> 6, (at >>> 6) + whole, -1L);
      } else {
        MemorySegment.copy(
            validity, JAVA_LONG_UNALIGNED, (from >>> 6) * 8L, words, at >>> 6, whole);
      }
      done = whole << 6;
    }
    for (int i = done; i < count; i++) {
      if (!isMissing(from + i)) {
        words[(at + i) >>> 6] |= 1L << (at + i);
      }
    }
  }
}

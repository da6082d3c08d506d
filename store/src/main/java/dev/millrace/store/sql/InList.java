package dev.millrace.store.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of parameters in few lengths, so that there are few texts of statements. */
final class InList {
  private static final int[] LENGTHS = {1, 4, 16, 64, 256, 1000};

  private InList() {}

  /** {@code (?, ?, ...)} for a list of 1 to 1,000. */
  static String marks(int size) {
    return "(" + "?, ".repeat(length(size) - 1) + "?)";
  }

  /** The values, the last one repeated. */
  static @Nullable Object[] padded(List<?> values) {
    List<Object> all = new ArrayList<>();
    add(all, values);
    return all.toArray();
  }

  /** Adds the values, the last one repeated. */
  static void add(List<? super Object> parameters, List<?> values) {
    int length = length(values.size());
    for (int i = 0; i < length; i++) {
      parameters.add(values.get(Math.min(i, values.size() - 1)));
    }
  }

  private static int length(int size) {
    for (int length : LENGTHS) {
      if (size <= length) {
        return length;
      }
    }
    throw new IllegalArgumentException("a list has at most 1000 values, got " + size);
  }
}

package dev.millrace.duckdb.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/** Texts that mean missing; white space around them does not count. Immutable. */
final class Marks {
  private final byte[][] marks;

  Marks(Collection<String> texts) {
    marks =
        texts.stream()
            .distinct()
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
  }

  boolean contains(byte[] data, int from, int to) {
    return marks.length > 0 && find(data, from, to) >= 0;
  }

  /** Position of the mark this text is; -1 when it is none. */
  int find(byte[] data, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && NumberScan.isSpace(data[start])) {
      start++;
    }
    while (start < end && NumberScan.isSpace(data[end - 1])) {
      end--;
    }
    for (int i = 0; i < marks.length; i++) {
      if (marks[i].length == end - start
          && Arrays.equals(marks[i], 0, marks[i].length, data, start, end)) {
        return i;
      }
    }
    return -1;
  }
}

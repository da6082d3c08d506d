package dev.millrace.expression.function;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/** A fixed set of texts to look rows up in, without a String per row. */
final class TextSet implements Membership {
  private final byte[][] sorted;

  TextSet(Collection<String> values) {
    this.sorted =
        values.stream()
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .sorted(Arrays::compareUnsigned)
            .toArray(byte[][]::new);
  }

  @Override
  public Column contains(Column values) {
    BytesColumn column = (BytesColumn) values;
    return Entries.test(
        column,
        entry -> contains(column.data(), column.entryStart(entry), column.entryLength(entry)));
  }

  private boolean contains(byte[] data, int from, int length) {
    int low = 0;
    int high = sorted.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      byte[] candidate = sorted[middle];
      int order = Arrays.compareUnsigned(data, from, from + length, candidate, 0, candidate.length);
      if (order == 0) {
        return true;
      }
      if (order < 0) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return false;
  }
}

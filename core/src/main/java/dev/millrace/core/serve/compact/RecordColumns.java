package dev.millrace.core.serve.compact;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.ListColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.column.Validity;
import dev.millrace.column.ValidityBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Columns made from lists of records. */
final class RecordColumns {
  private RecordColumns() {}

  static <T> Column texts(List<T> rows, Function<T, String> text) {
    return optional(rows, row -> Optional.of(text.apply(row)));
  }

  static <T> Column optional(List<T> rows, Function<T, Optional<String>> text) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    int[] offsets = new int[rows.size() + 1];
    ValidityBuilder validity = new ValidityBuilder();
    for (int i = 0; i < rows.size(); i++) {
      Optional<String> value = text.apply(rows.get(i));
      if (value.isPresent()) {
        data.writeBytes(value.get().getBytes(StandardCharsets.UTF_8));
      } else {
        validity.missing(i);
      }
      offsets[i + 1] = data.size();
    }
    return BytesColumn.owning(
        ColumnType.UTF8, data.toByteArray(), offsets, validity.build(rows.size()));
  }

  static <T> Column longs(ColumnType type, List<T> rows, ToLongFunction<T> value) {
    return LongColumn.owning(
        type, rows.stream().mapToLong(value).toArray(), Validity.all(rows.size()));
  }

  static <T> Column doubles(List<T> rows, ToDoubleFunction<T> value) {
    return DoubleColumn.owning(
        rows.stream().mapToDouble(value).toArray(), Validity.all(rows.size()));
  }

  /** One list a row; its elements are those of the given columns one after another. */
  static <T> Column lists(List<T> rows, ToLongFunction<T> length, Column elements) {
    int[] offsets = new int[rows.size() + 1];
    for (int i = 0; i < rows.size(); i++) {
      offsets[i + 1] = Math.toIntExact(offsets[i] + length.applyAsLong(rows.get(i)));
    }
    return ListColumn.owning(offsets, elements, Validity.all(rows.size()));
  }
}

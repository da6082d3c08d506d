package dev.millrace.spi.engine;

import dev.millrace.column.Field;
import java.util.List;
import java.util.Objects;

/**
 * A column with the narrowest type all its values have.
 *
 * @param missingMarks values such as {@code ?} that stand for missing: all the values that kept the
 *     column from a narrower type
 * @param reason why this type, for people: "all 14,996 values are whole numbers"
 */
public record InferredColumn(Field field, List<String> missingMarks, String reason) {
  public InferredColumn {
    Objects.requireNonNull(field);
    Objects.requireNonNull(reason);
    missingMarks = List.copyOf(missingMarks);
  }
}

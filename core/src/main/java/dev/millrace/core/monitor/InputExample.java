package dev.millrace.core.monitor;

import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import java.util.Optional;

/**
 * A row that could be sent to a model: each field with a value that is frequent in its column. No
 * row that was ever seen is kept for it. Fields whose values are not known are left out, which
 * serving takes as missing.
 */
public final class InputExample {
  private InputExample() {}

  /**
   * A row of what is frequent.
   *
   * @param inputs what the model reads
   * @param reference the distributions it was registered with
   */
  public static Json of(Fields inputs, Reference reference) {
    MembersBuilder row = Json.members();
    for (Field field : inputs) {
      reference.inputs().stream()
          .filter(column -> column.name().equals(field.name()))
          .findFirst()
          .flatMap(column -> value(field.type(), column.values()))
          .ifPresent(value -> row.put(field.name().value(), value));
    }
    return row.build();
  }

  private static Optional<Json> value(ColumnType type, Distribution values) {
    return switch (values) {
      case Distribution.Numbers numbers -> {
        int bin = fullest(numbers.histogram().bins(), numbers.cells());
        if (bin < 0 || !type.isNumeric()) {
          yield Optional.empty();
        }
        double low = numbers.histogram().edges().at(bin);
        yield Optional.of(
            type.equals(ColumnType.INT64) ? Json.of((long) Math.ceil(low)) : Json.of(low));
      }
      case Distribution.Categories categories -> {
        int code = fullest(categories.histogram().vocabulary().size(), categories.cells());
        if (code < 0) {
          yield Optional.empty();
        }
        String text = categories.histogram().vocabulary().values().get(code);
        if (type.equals(ColumnType.UTF8)) {
          yield Optional.of(Json.of(text));
        }
        yield type.equals(ColumnType.BOOL)
            ? Optional.of(Json.of(Boolean.parseBoolean(text)))
            : Optional.empty();
      }
    };
  }

  /** The first of the fullest cells; -1 when none holds anything. */
  private static int fullest(int size, long[] cells) {
    int best = -1;
    for (int i = 0; i < size; i++) {
      if (cells[i] > 0 && (best < 0 || cells[i] > cells[best])) {
        best = i;
      }
    }
    return best;
  }
}

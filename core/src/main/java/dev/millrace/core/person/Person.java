package dev.millrace.core.person;

import dev.millrace.column.ColumnName;
import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import java.util.Objects;

/**
 * A person by the value of a column. Never written anywhere.
 *
 * @param key the value's digest, which may be
 */
public record Person(ColumnName column, String value, Digest key) {
  public Person {
    Objects.requireNonNull(column);
    Objects.requireNonNull(key);
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a person's value is not empty");
    }
  }

  /** Whether a row, told as JSON, is the person's. */
  public boolean isIn(JsonObject cells) {
    return cells
        .find(column.value())
        .filter(
            cell ->
                cell instanceof Json.Text text && text.value().equals(value)
                    || cell instanceof Json.Whole whole
                        && Long.toString(whole.value()).equals(value))
        .isPresent();
  }

  /** What may be shown of it. */
  public String shown() {
    return "person/" + column + "/" + key.brief();
  }

  @Override
  public String toString() {
    return shown();
  }
}

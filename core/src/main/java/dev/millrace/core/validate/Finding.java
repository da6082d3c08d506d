package dev.millrace.core.validate;

import java.util.Objects;
import java.util.Optional;

/**
 * Something that is not as the schema expects. Codes are those of TensorFlow Data Validation where
 * it has one for the same thing.
 *
 * @param column the column; empty for the table as a whole
 * @param what one sentence
 * @param found what was found
 * @param allowed what the schema allows
 * @param rows rows concerned; 0 when it is not about rows
 * @param relaxed the column's rule as it would have to be to allow this
 */
public record Finding(
    String code,
    String column,
    Severity severity,
    String what,
    String found,
    String allowed,
    long rows,
    Optional<ColumnRule> relaxed) {
  /** What a finding means for the run. */
  public enum Severity {
    WARNING,
    /** The data is refused. */
    ERROR
  }

  public Finding {
    Objects.requireNonNull(code);
    Objects.requireNonNull(column);
    Objects.requireNonNull(severity);
    Objects.requireNonNull(what);
    Objects.requireNonNull(found);
    Objects.requireNonNull(allowed);
    Objects.requireNonNull(relaxed);
  }

  /** Name under which people accept it: {@code CODE:column}. */
  public String id() {
    return column.isEmpty() ? code : code + ":" + column;
  }
}

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
  /** Code of the finding that counts records which could not be read. */
  public static final String UNREADABLE = "UNEXPECTED_DATA_TYPE";

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

  /**
   * The column's rule as it is now, changed by no more than this finding needs; empty when no
   * single rule can allow it.
   *
   * @param now the rule of the accepted schema, which other findings may have changed since
   */
  public Optional<ColumnRule> relax(ColumnRule now) {
    return relaxed.map(
        rule ->
            switch (code) {
              case "INT_TYPE_SMALL_INT", "FLOAT_TYPE_SMALL_FLOAT" -> now.withLeast(rule.min());
              case "INT_TYPE_BIG_INT", "FLOAT_TYPE_BIG_FLOAT" -> now.withGreatest(rule.max());
              case "ENUM_TYPE_UNEXPECTED_STRING_VALUES" -> now.withMoreValues(rule.domain());
              default -> now.withPresent(Math.min(now.present(), rule.present()));
            });
  }

  /** Name under which people accept it: {@code CODE:column}. */
  public String id() {
    return column.isEmpty() ? code : code + ":" + column;
  }
}

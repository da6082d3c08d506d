package dev.millrace.spi.engine;

import dev.millrace.column.Field;
import java.util.List;
import java.util.Objects;

/**
 * How one column is read.
 *
 * @param field name and type it lands with
 * @param missingMarks texts that mean missing in this column
 * @param temporal how numbers and texts become times; ignored by other types
 */
public record LandingColumn(Field field, List<String> missingMarks, TemporalForm temporal) {
  /** How a temporal column is written in the source. */
  public enum TemporalForm {
    /** ISO 8601 text, or the format's own temporal type. */
    ISO,
    /** Whole seconds since 1970-01-01T00:00Z. */
    EPOCH_SECONDS,
    /** Whole milliseconds since 1970-01-01T00:00Z. */
    EPOCH_MILLIS
  }

  public LandingColumn {
    Objects.requireNonNull(field);
    Objects.requireNonNull(temporal);
    missingMarks = List.copyOf(missingMarks);
  }

  public static LandingColumn of(Field field) {
    return new LandingColumn(field, List.of(), TemporalForm.ISO);
  }
}

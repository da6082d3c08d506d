package dev.millrace.core.statistics;

import dev.millrace.column.ColumnType;
import java.util.Locale;

/** Kind of the values that statistics are of. */
public enum StatisticsType {
  INT,
  FLOAT,
  /** Unicode text. */
  STRING,
  /** Bytes that are not to be read as text. */
  BYTES,
  BOOL,
  DATE,
  INSTANT,
  LOCAL_DATETIME,
  /** Lists and vectors: only presence and lengths are known. */
  LIST;

  /** Its word in the JSON form. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Kind of the values of a column of this type. */
  public static StatisticsType of(ColumnType type) {
    if (type instanceof ColumnType.Plain plain) {
      return switch (plain) {
        case BOOL -> BOOL;
        case INT64 -> INT;
        case FLOAT64 -> FLOAT;
        case UTF8, BLOB_REF -> STRING;
        case BYTES -> BYTES;
        case DATE -> DATE;
        case INSTANT -> INSTANT;
        case LOCAL_DATETIME -> LOCAL_DATETIME;
      };
    }
    return type.isNumeric() ? FLOAT : LIST;
  }

  /** Whether values of this kind are what a schema means by the other; texts are bytes too. */
  public boolean fits(StatisticsType expected) {
    return this == expected || (isText() && expected.isText());
  }

  /** True for STRING and BYTES. */
  public boolean isText() {
    return this == STRING || this == BYTES;
  }

  /** True for INT and FLOAT. */
  public boolean isNumber() {
    return this == INT || this == FLOAT;
  }
}

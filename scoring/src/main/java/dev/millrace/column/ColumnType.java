package dev.millrace.column;

import java.util.Objects;

/** Type of a column. One meaning on every engine and in every file format. */
// The constants cannot deadlock: an interface without default methods is not initialized by its
// implementations, so Plain never waits for it.
@SuppressWarnings("ClassInitializationDeadlock")
public sealed interface ColumnType {
  /** True or false. */
  ColumnType BOOL = Plain.BOOL;

  /** Signed 64-bit integer. */
  ColumnType INT64 = Plain.INT64;

  /** IEEE 754 double; NaN and the infinities are values. */
  ColumnType FLOAT64 = Plain.FLOAT64;

  /** Unicode text, UTF-8 inside. */
  ColumnType UTF8 = Plain.UTF8;

  /** Bytes without meaning of their own. */
  ColumnType BYTES = Plain.BYTES;

  /** A file outside the table: path and digest as text {@code sha256:HEX PATH}. */
  ColumnType BLOB_REF = Plain.BLOB_REF;

  /** Days since 1970-01-01 in the proleptic ISO calendar. */
  ColumnType DATE = Plain.DATE;

  /** Microseconds since 1970-01-01T00:00Z. */
  ColumnType INSTANT = Plain.INSTANT;

  /** Microseconds since 1970-01-01T00:00 on a calendar and clock without a zone. */
  ColumnType LOCAL_DATETIME = Plain.LOCAL_DATETIME;

  /** Canonical text form, as written in schemas: {@code int64}, {@code decimal(18,2)}. */
  String text();

  /** True for INT64, FLOAT64 and DECIMAL. */
  boolean isNumeric();

  /** True for DATE, INSTANT and LOCAL_DATETIME. */
  boolean isTemporal();

  /** Types without parameters; use the constants of {@link ColumnType}. */
  enum Plain implements ColumnType {
    BOOL,
    INT64,
    FLOAT64,
    UTF8,
    BYTES,
    BLOB_REF,
    DATE,
    INSTANT,
    LOCAL_DATETIME;

    @Override
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    @Override
    public boolean isNumeric() {
      return this == INT64 || this == FLOAT64;
    }

    @Override
    public boolean isTemporal() {
      return this == DATE || this == INSTANT || this == LOCAL_DATETIME;
    }
  }

  /**
   * Exact decimal.
   *
   * @param precision digits in all, 1 to 38
   * @param scale digits after the point, 0 to precision
   */
  record Decimal(int precision, int scale) implements ColumnType {
    public Decimal {
      if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
        throw new IllegalArgumentException(
            "decimal takes 1..38 digits and a scale within them, got " + precision + "," + scale);
      }
    }

    @Override
    public String text() {
      return "decimal(" + precision + "," + scale + ")";
    }

    @Override
    public boolean isNumeric() {
      return true;
    }

    @Override
    public boolean isTemporal() {
      return false;
    }
  }

  /** A list of values of one type, of any length. */
  record ListOf(ColumnType element) implements ColumnType {
    public ListOf {
      Objects.requireNonNull(element);
    }

    @Override
    public String text() {
      return "list<" + element.text() + ">";
    }

    @Override
    public boolean isNumeric() {
      return false;
    }

    @Override
    public boolean isTemporal() {
      return false;
    }
  }

  /**
   * A vector of floats of one length, such as an embedding.
   *
   * @param length number of floats, at least 1
   */
  record FixedVector(int length) implements ColumnType {
    public FixedVector {
      if (length < 1) {
        throw new IllegalArgumentException("a vector has at least one element, got " + length);
      }
    }

    @Override
    public String text() {
      return "vector(" + length + ")";
    }

    @Override
    public boolean isNumeric() {
      return false;
    }

    @Override
    public boolean isTemporal() {
      return false;
    }
  }

  /** Reads {@link #text()}; an {@link IllegalArgumentException} names the text. */
  static ColumnType parse(String text) {
    return ColumnTypeText.parse(text);
  }
}

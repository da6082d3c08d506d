package dev.millrace.expression.function;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;

/** Times read from texts in ISO 8601; missing where the text has another form. */
@SuppressWarnings("ImmutableEnumChecker") // a column type never changes
enum TimeText {
  /** {@code 2016-01-31}. */
  DATE(ColumnType.DATE) {
    @Override
    long read(String text) {
      return text.length() == 10 ? new IsoText(text).date() : IsoText.NONE;
    }
  },
  /** {@code 2016-01-31T08:15}, seconds and up to nine decimals of them if wanted. */
  LOCAL_DATETIME(ColumnType.LOCAL_DATETIME) {
    @Override
    long read(String text) {
      return new IsoText(text).localDateTime();
    }
  },
  /** As LOCAL_DATETIME, then {@code Z} or an offset such as {@code -06:00}. */
  INSTANT(ColumnType.INSTANT) {
    @Override
    long read(String text) {
      return new IsoText(text).instant();
    }
  };

  private final ColumnType type;

  TimeText(ColumnType type) {
    this.type = type;
  }

  /** Days or microseconds, or {@link IsoText#NONE}. */
  abstract long read(String text);

  /** The texts as times of this type; parts of a microsecond are dropped. */
  Column of(Column texts) {
    BytesColumn column = (BytesColumn) texts;
    return Entries.longs(
        column,
        type,
        (entry, row, out) -> {
          long read = read(column.entryText(entry));
          if (read == IsoText.NONE) {
            out.missing(row);
          } else {
            out.set(row, read);
          }
        });
  }
}

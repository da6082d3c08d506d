package dev.millrace.core.report;

import dev.millrace.column.ColumnType;
import java.time.Instant;
import java.time.LocalDate;

/** Days and moments as people read them. */
public final class MomentText {
  private MomentText() {}

  /** ISO text of a value of a temporal column. */
  public static String of(ColumnType type, long value) {
    return switch (type.text()) {
      case "date" -> LocalDate.ofEpochDay(value).toString();
      case "instant" -> Instant.ofEpochMilli(value / 1000).toString();
      default -> {
        String text = Instant.ofEpochMilli(value / 1000).toString();
        yield text.substring(0, text.length() - 1);
      }
    };
  }
}

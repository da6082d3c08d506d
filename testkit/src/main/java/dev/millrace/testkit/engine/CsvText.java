package dev.millrace.testkit.engine;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnType;
import dev.millrace.testkit.table.Cells;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables as separated text: texts quoted, missing cells empty, everything else in its ISO form. */
final class CsvText {
  private CsvText() {}

  static String of(Batch table) {
    StringBuilder out = new StringBuilder();
    List<String> names = new ArrayList<>();
    table.fields().forEach(field -> names.add(quoted(field.name().value())));
    out.append(String.join(",", names)).append('\n');
    for (List<@Nullable Object> row : Cells.rows(table)) {
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        texts.add(text(table.fields().at(i).type(), row.get(i)));
      }
      out.append(String.join(",", texts)).append('\n');
    }
    return out.toString();
  }

  private static String text(ColumnType type, @Nullable Object cell) {
    if (cell == null) {
      return "";
    }
    if (cell instanceof String value) {
      return quoted(value);
    }
    if (type.equals(ColumnType.DATE)) {
      return LocalDate.ofEpochDay((Long) cell).toString();
    }
    if (type.isTemporal()) {
      Instant instant = Instant.EPOCH.plus((Long) cell, ChronoUnit.MICROS);
      return type.equals(ColumnType.INSTANT)
          ? instant.toString()
          : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
              LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }
    return cell.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}

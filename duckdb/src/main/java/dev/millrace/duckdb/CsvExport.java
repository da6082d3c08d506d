package dev.millrace.duckdb;

import dev.millrace.column.Batch;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes separated text as RFC 4180 has it, with {@code \n} line ends: missing values are empty,
 * empty texts are {@code ""}. Landing reads the same values back.
 */
final class CsvExport {
  private CsvExport() {}

  static void write(Fields fields, Iterable<Batch> batches, Path file) throws IOException {
    requireText(fields);
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      String separator = "";
      for (Field field : fields) {
        out.write(separator);
        writeText(out, field.name().value());
        separator = ",";
      }
      out.write('\n');
      for (Batch batch : batches) {
        Call.requireNotInterrupted();
        for (int row = 0; row < batch.rows(); row++) {
          writeRow(out, batch, row);
        }
      }
    }
  }

  private static void requireText(Fields fields) {
    List<Problem> problems = new ArrayList<>();
    for (Field field : fields) {
      if (!CellText.has(field.type()) || field.type().equals(ColumnType.BYTES)) {
        problems.add(
            Problem.of(ErrorCode.COLUMN_TYPE_MISMATCH, "separated text cannot hold this type")
                .at("column '" + field.name() + "'")
                .found(field.type().text())
                .next("Write Parquet, or leave the column out."));
      }
    }
    if (!problems.isEmpty()) {
      throw new MillraceException(problems);
    }
  }

  private static void writeRow(Writer out, Batch batch, int row) throws IOException {
    int columns = batch.fields().size();
    for (int i = 0; i < columns; i++) {
      if (i > 0) {
        out.write(',');
      }
      Column column = batch.column(i);
      if (column.isMissing(row)) {
        continue;
      }
      String text = CellText.of(column, row);
      if (column instanceof BytesColumn) {
        writeText(out, text);
      } else {
        out.write(text);
      }
    }
    out.write('\n');
  }

  private static void writeText(Writer out, String text) throws IOException {
    if (!needsQuotes(text)) {
      out.write(text);
      return;
    }
    out.write('"');
    out.write(text.replace("\"", "\"\""));
    out.write('"');
  }

  private static boolean needsQuotes(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return text.isEmpty() || text.charAt(0) == '\ufeff';
  }
}

package dev.millrace.server.api;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table in CSV (RFC 4180) with a line of names, as rows; an empty cell is a missing value. */
final class CsvRows {
  private CsvRows() {}

  /** Reads a table: REQUEST_INVALID. */
  static List<Json> read(String text, Fields fields, int mostRows) {
    Map<String, ColumnType> types = new HashMap<>();
    for (Field field : fields) {
      types.put(field.name().value(), field.type());
    }
    TableRows table = new TableRows(fields, mostRows);
    List<String> names = List.of();
    List<Json> data = new ArrayList<>();
    try (CsvReader<CsvRecord> records = CsvReader.builder().ofCsvRecord(text)) {
      for (CsvRecord record : records) {
        if (names.isEmpty()) {
          names = List.copyOf(record.getFields());
          continue;
        }
        if (data.size() > mostRows) {
          break;
        }
        List<Json> cells = new ArrayList<>(record.getFieldCount());
        for (int i = 0; i < record.getFieldCount(); i++) {
          ColumnType type =
              types.getOrDefault(i < names.size() ? names.get(i) : "", ColumnType.UTF8);
          cells.add(TableRows.cell(record.getField(i), type));
        }
        data.add(Json.items(cells));
      }
    } catch (CsvParseException | java.io.IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.REQUEST_INVALID, "the table cannot be read as CSV")
              .at("record " + (data.size() + 1))
              .next("Quote fields that hold quotes or line ends."),
          e);
    }
    return table.split(names, data);
  }
}

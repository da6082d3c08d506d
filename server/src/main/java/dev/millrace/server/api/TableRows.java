package dev.millrace.server.api;

import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.json.MembersBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows as other servers take them, turned into a request of named rows. What the values must be is
 * left to the reader of rows.
 */
final class TableRows {
  private final Fields fields;
  private final int mostRows;

  /**
   * @param fields what the scorer reads, in its order
   */
  TableRows(Fields fields, int mostRows) {
    this.fields = fields;
    this.mostRows = mostRows;
  }

  /** Instances: each an object, an array in the order of the columns, or a single value. */
  List<Json> instances(List<Json> instances) {
    List<Json> rows = new ArrayList<>(limited(instances).size());
    for (int i = 0; i < instances.size(); i++) {
      Json instance = instances.get(i);
      if (instance instanceof Json.Members) {
        rows.add(instance);
      } else if (instance instanceof Json.Items items) {
        rows.add(row(names(), items.values(), "instance " + i));
      } else {
        rows.add(row(names(), List.of(instance), "instance " + i));
      }
    }
    return rows;
  }

  /** Names of columns, and rows of values in their order. */
  List<Json> split(List<String> columns, List<Json> data) {
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(column)) {
        throw invalid("a column stands twice").found(column).asException();
      }
    }
    List<Json> rows = new ArrayList<>(limited(data).size());
    for (int i = 0; i < data.size(); i++) {
      if (!(data.get(i) instanceof Json.Items items)) {
        throw invalid("a row of a table is an array").at("row " + i).asException();
      }
      rows.add(row(columns, items.values(), "row " + i));
    }
    return rows;
  }

  /** Columns by their names, each with as many values as there are rows. */
  List<Json> columns(Map<String, Json> columns) {
    Map<String, List<Json>> values = new LinkedHashMap<>();
    int rows = -1;
    for (Map.Entry<String, Json> column : columns.entrySet()) {
      List<Json> items =
          column.getValue() instanceof Json.Items all ? all.values() : List.of(column.getValue());
      if (rows >= 0 && items.size() != rows) {
        throw invalid("the columns have not as many rows as each other")
            .at("column '" + column.getKey() + "'")
            .found(items.size() + " rows")
            .allowed(rows + " rows")
            .asException();
      }
      rows = limited(items).size();
      values.put(column.getKey(), items);
    }
    List<Json> made = new ArrayList<>(Math.max(rows, 0));
    for (int i = 0; i < rows; i++) {
      MembersBuilder row = Json.members();
      for (Map.Entry<String, List<Json>> column : values.entrySet()) {
        // Arrays of one value are what tables of arrays make of a column.
        row.put(column.getKey(), single(column.getValue().get(i), column.getKey()));
      }
      made.add(row.build());
    }
    return made;
  }

  private Json single(Json value, String column) {
    boolean sequence =
        fields.asList().stream()
            .filter(field -> field.name().value().equals(column))
            .anyMatch(TableRows::isSequence);
    return !sequence && value instanceof Json.Items items && items.values().size() == 1
        ? items.values().get(0)
        : value;
  }

  private static boolean isSequence(Field field) {
    return field.type() instanceof ColumnType.ListOf
        || field.type() instanceof ColumnType.FixedVector;
  }

  private List<String> names() {
    return fields.asList().stream().map(field -> field.name().value()).toList();
  }

  private static Json row(List<String> names, List<Json> values, String place) {
    if (names.size() != values.size()) {
      throw invalid("a row has not as many values as there are columns")
          .at(place)
          .found(values.size() + " values")
          .allowed(
              names.size() + ": " + String.join(", ", names.subList(0, Math.min(names.size(), 20))))
          .asException();
    }
    MembersBuilder row = Json.members();
    for (int i = 0; i < names.size(); i++) {
      row.put(names.get(i), values.get(i));
    }
    return row.build();
  }

  private List<Json> limited(List<Json> rows) {
    if (rows.isEmpty() || rows.size() > mostRows) {
      throw invalid("a request has 1 to " + mostRows + " rows")
          .found(rows.size() + " rows")
          .asException();
    }
    return rows;
  }

  /** The body of a request of rows. */
  static byte[] body(List<Json> rows) {
    return CanonicalJson.bytes(Json.members().put("rows", rows).build());
  }

  /** Reads a body of JSON: REQUEST_INVALID. */
  static Json read(byte[] body) {
    try {
      return JsonReader.read(body);
    } catch (JsonSyntaxException e) {
      throw new MillraceException(invalid("the request cannot be read: " + e.getMessage()), e);
    }
  }

  /** The text of a cell in a table of texts, as the column's type wants it. */
  static Json cell(String text, ColumnType type) {
    if (text.isEmpty()) {
      return Json.Literal.NULL;
    }
    boolean number = type.equals(ColumnType.INT64) || type.equals(ColumnType.FLOAT64);
    boolean truth = type.equals(ColumnType.BOOL);
    if (!number && !truth) {
      return Json.of(text);
    }
    // What is no number stays a text, which the reader of rows refuses with its field.
    Json value = quiet(truth ? text.toLowerCase(java.util.Locale.ROOT) : text);
    boolean fits =
        truth
            ? value == Json.Literal.TRUE || value == Json.Literal.FALSE
            : value instanceof Json.Whole || value instanceof Json.Real;
    return fits ? value : number && isNan(text) ? Json.Literal.NULL : Json.of(text);
  }

  private static boolean isNan(String text) {
    return text.equalsIgnoreCase("nan");
  }

  private static Json quiet(String text) {
    try {
      return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (JsonSyntaxException e) {
      return Json.Literal.NULL;
    }
  }

  static Problem invalid(String what) {
    return Problem.of(ErrorCode.REQUEST_INVALID, what);
  }
}

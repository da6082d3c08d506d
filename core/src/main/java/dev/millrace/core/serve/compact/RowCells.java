package dev.millrace.core.serve.compact;

import dev.millrace.column.Column;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.error.MillraceException;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.scorer.RowReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Raw rows turned into typed columns. A value that does not fit its column is missing there, and
 * kept with the fields that have no column; nothing of a row is lost.
 */
final class RowCells {
  private final List<Optional<Map<String, Json>>> rows = new ArrayList<>();
  private final List<String> raw = new ArrayList<>();

  RowCells(List<LoggedPrediction> predictions) {
    for (LoggedPrediction prediction : predictions) {
      raw.add(prediction.row().text());
      rows.add(members(prediction.row().bytes()));
    }
  }

  private static Optional<Map<String, Json>> members(byte[] json) {
    try {
      return JsonReader.read(json) instanceof Json.Members members
          ? Optional.of(new LinkedHashMap<>(members.values()))
          : Optional.empty();
    } catch (JsonSyntaxException e) {
      // Kept as the text it is: see extras.
      return Optional.empty();
    }
  }

  /** The column of one input; what it takes is not among the extras any more. */
  Column take(Field field) {
    RowReader reader = new RowReader(Fields.of(field));
    String name = field.name().value();
    List<Json> cells = new ArrayList<>();
    for (Optional<Map<String, Json>> row : rows) {
      cells.add(cell(name, row.map(members -> members.get(name)).orElse(Json.Literal.NULL)));
    }
    Column column = read(reader, cells, name);
    for (int i = 0; i < rows.size(); i++) {
      int at = i;
      rows.get(i)
          .filter(row -> !column.isMissing(at) || row.get(name) == Json.Literal.NULL)
          .ifPresent(row -> row.remove(name));
    }
    return column;
  }

  private static Json cell(String name, Json value) {
    return Json.members().put(name, value).build();
  }

  private static Column read(RowReader reader, List<Json> cells, String name) {
    try {
      return reader.read(Json.items(cells)).column(0);
    } catch (MillraceException e) {
      // Some value does not fit: find out which, one by one.
      List<Json> fitting = new ArrayList<>();
      for (Json cell : cells) {
        fitting.add(fits(reader, cell) ? cell : cell(name, Json.Literal.NULL));
      }
      return reader.read(Json.items(fitting)).column(0);
    }
  }

  private static boolean fits(RowReader reader, Json cell) {
    try {
      return reader.read(cell).rows() == 1;
    } catch (MillraceException e) {
      return false;
    }
  }

  /** What no column took, as JSON; empty where nothing is left. */
  List<Optional<String>> extras() {
    List<Optional<String>> extras = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      int at = i;
      extras.add(
          rows.get(i)
              .map(
                  members ->
                      members.isEmpty()
                          ? Optional.<String>empty()
                          : Optional.of(CanonicalJson.text(new Json.Members(members))))
              .orElseGet(() -> Optional.of(raw.get(at))));
    }
    return extras;
  }
}

package dev.millrace.core.monitor;

import dev.millrace.column.ColumnName;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import java.util.List;
import java.util.Objects;

/** A column of inputs or answers with the distribution of its values. */
public record WatchedColumn(ColumnName name, Distribution values) {
  public WatchedColumn {
    Objects.requireNonNull(name);
    Objects.requireNonNull(values);
  }

  static Json json(List<WatchedColumn> columns) {
    return Json.items(
        columns.stream()
            .map(
                column ->
                    Json.members()
                        .put("name", column.name().value())
                        .put("values", column.values().toJson())
                        .build())
            .toList());
  }

  static List<WatchedColumn> columns(JsonObject in, String name) {
    return in.items(name).stream()
        .map(item -> JsonObject.of(name, item).only("name", "values"))
        .map(
            column ->
                new WatchedColumn(
                    new ColumnName(column.text("name")),
                    Distribution.fromJson(column.value("values"))))
        .toList();
  }
}

package dev.millrace.core.ingest;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.core.stage.ResultForm;
import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.engine.InferredColumn;
import dev.millrace.spi.engine.InferredTable;
import java.util.List;

/** Stored form of an inferred table. */
public final class InferredTableForm implements ResultForm<InferredTable> {
  @Override
  public Json toJson(InferredTable table) {
    return Json.members()
        .put("rows", table.rows())
        .put(
            "columns",
            table.columns().stream()
                .map(
                    column ->
                        Json.members()
                            .put("name", column.field().name().value())
                            .put("type", column.field().type().text())
                            .put("missing-marks", Json.texts(column.missingMarks()))
                            .put("reason", column.reason())
                            .build())
                .toList())
        .build();
  }

  @Override
  public InferredTable fromJson(Json json) {
    JsonObject table = JsonObject.of(json).only("rows", "columns");
    return new InferredTable(
        table.items("columns").stream()
            .map(item -> JsonObject.of(item).only("name", "type", "missing-marks", "reason"))
            .map(
                column ->
                    new InferredColumn(
                        new Field(
                            new ColumnName(column.text("name")),
                            ColumnType.parse(column.text("type"))),
                        column.texts("missing-marks"),
                        column.text("reason")))
            .toList(),
        table.whole("rows"));
  }

  @Override
  public List<Digest> blobs(InferredTable table) {
    return List.of();
  }
}

package dev.millrace.core.serve.compact;

import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.id.ModelName;
import java.util.Objects;

/** The raw columns a version of a model takes: what its rows of JSON become. */
public record KnownInputs(ModelName model, int version, Fields inputs) {
  public KnownInputs {
    Objects.requireNonNull(model);
    Objects.requireNonNull(inputs);
  }

  Json toJson() {
    return Json.members()
        .put("model", model.value())
        .put("version", version)
        .put(
            "inputs",
            inputs.asList().stream()
                .map(
                    field ->
                        Json.members()
                            .put("name", field.name().value())
                            .put("type", field.type().text())
                            .build())
                .toList())
        .build();
  }

  static KnownInputs fromJson(Json json) {
    JsonObject in = JsonObject.of("inputs", json).only("model", "version", "inputs");
    return new KnownInputs(
        new ModelName(in.text("model")),
        in.integer("version"),
        new Fields(
            in.items("inputs").stream()
                .map(item -> JsonObject.of("inputs", item).only("name", "type"))
                .map(item -> Field.of(item.text("name"), ColumnType.parse(item.text("type"))))
                .toList()));
  }
}

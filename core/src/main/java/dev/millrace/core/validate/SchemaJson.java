package dev.millrace.core.validate;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON form of a schema: its YAML, and the reasons that YAML can only hold as comments. */
public final class SchemaJson {
  private SchemaJson() {}

  public static Json of(TableSchema schema) {
    MembersBuilder reasons = Json.members();
    for (ColumnRule rule : schema.columns()) {
      MembersBuilder ofColumn = Json.members();
      rule.reasons().forEach(ofColumn::put);
      reasons.put(rule.field().name().value(), ofColumn.build());
    }
    return Json.members()
        .put("yaml", SchemaYaml.writePlain(schema))
        .put("reasons", reasons.build())
        .build();
  }

  public static TableSchema schema(Json json) {
    JsonObject in = JsonObject.of(json).only("yaml", "reasons");
    TableSchema schema = SchemaYaml.read("stored schema", in.text("yaml"));
    JsonObject reasons = in.object("reasons");
    TableSchema explained = schema;
    for (ColumnRule rule : schema.columns()) {
      String name = rule.field().name().value();
      if (reasons.find(name).isPresent()) {
        Map<String, String> why = new LinkedHashMap<>();
        JsonObject ofColumn = reasons.object(name);
        ofColumn.names().forEach(key -> why.put(key, ofColumn.text(key)));
        explained = explained.with(rule.withReasons(why));
      }
    }
    return explained;
  }
}

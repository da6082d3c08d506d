package dev.millrace.core.prepare;

import dev.millrace.category.Vocabulary;
import dev.millrace.column.ColumnName;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JSON form of what only training rows see. */
final class EncodingJson {
  private EncodingJson() {}

  static Json of(TargetEncoding encoding) {
    return Json.members()
        .put("kind", "target")
        .put("input", encoding.input().value())
        .put("output", encoding.output().value())
        .put("values", Json.texts(encoding.vocabulary().values()))
        .put("folds", of(encoding.folds()))
        .put(
            "tables",
            encoding.tables().stream()
                .map(table -> table.map(EncodingJson::of).orElse(Json.Literal.NULL))
                .toList())
        .build();
  }

  private static Json of(TargetTable table) {
    return Json.members()
        .put("numbers", table.numbers().stream().map(Json::of).toList())
        .put("unseen", table.unseen())
        .put("missing", table.missing())
        .build();
  }

  private static Json of(FoldRule rule) {
    return switch (rule) {
      case FoldRule.ByHash hash ->
          Json.members()
              .put("by", "hash")
              .put("count", hash.count())
              .put("seed", hash.seed())
              .build();
      case FoldRule.ByGroup group ->
          Json.members()
              .put("by", "group")
              .put("group", group.group().value())
              .put("count", group.count())
              .put("seed", group.seed())
              .build();
      case FoldRule.Forward forward ->
          Json.members()
              .put("by", "time")
              .put("column", forward.column().value())
              .put("edges", forward.edges().stream().map(Json::of).toList())
              .build();
    };
  }

  static TrainOnlyEncoding encoding(Json json) {
    JsonObject in =
        JsonObject.of("encodings", json)
            .only("kind", "input", "output", "values", "folds", "tables");
    if (!in.text("kind").equals("target")) {
      throw new JsonSyntaxException("no encoding of kind '" + in.text("kind") + "'", null);
    }
    List<Optional<TargetTable>> tables = new ArrayList<>();
    in.items("tables")
        .forEach(
            table ->
                tables.add(
                    table == Json.Literal.NULL ? Optional.empty() : Optional.of(table(table))));
    return new TargetEncoding(
        new ColumnName(in.text("input")),
        new ColumnName(in.text("output")),
        Vocabulary.of(in.texts("values")),
        rule(in.object("folds")),
        tables);
  }

  private static TargetTable table(Json json) {
    JsonObject in = JsonObject.of("tables", json).only("numbers", "unseen", "missing");
    List<Double> numbers = new ArrayList<>();
    in.items("numbers").forEach(number -> numbers.add(JsonObject.real("numbers", number)));
    return new TargetTable(numbers, in.real("unseen"), in.real("missing"));
  }

  private static FoldRule rule(JsonObject in) {
    return switch (in.text("by")) {
      case "hash" -> new FoldRule.ByHash(in.integer("count"), in.whole("seed"));
      case "group" ->
          new FoldRule.ByGroup(
              new ColumnName(in.text("group")), in.integer("count"), in.whole("seed"));
      case "time" -> {
        List<Long> edges = new ArrayList<>();
        for (Json edge : in.items("edges")) {
          if (!(edge instanceof Json.Whole whole)) {
            throw new JsonSyntaxException("an edge is a whole number", null);
          }
          edges.add(whole.value());
        }
        yield new FoldRule.Forward(new ColumnName(in.text("column")), edges);
      }
      default -> throw new JsonSyntaxException("no folds by '" + in.text("by") + "'", null);
    };
  }
}

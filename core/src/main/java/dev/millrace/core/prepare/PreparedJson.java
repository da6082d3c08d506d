package dev.millrace.core.prepare;

import dev.millrace.column.ColumnName;
import dev.millrace.core.prepare.SplitRule.ByGroup;
import dev.millrace.core.prepare.SplitRule.ByHash;
import dev.millrace.core.prepare.SplitRule.ByTime;
import dev.millrace.feature.FeaturePlanJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.data.DataJson;
import dev.millrace.spi.learn.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON forms of preparation's results. */
public final class PreparedJson {
  private PreparedJson() {}

  public static Json of(Prepared prepared) {
    MembersBuilder rows = Json.members();
    prepared.rows().forEach((side, count) -> rows.put(side.name(), count.longValue()));
    MembersBuilder classRows = Json.members();
    prepared
        .classRows()
        .forEach(
            (side, counts) -> classRows.put(side.name(), counts.stream().map(Json::of).toList()));
    MembersBuilder out = Json.members();
    if (!prepared.encodings().isEmpty()) {
      out.put("encodings", of(prepared.encodings()));
    }
    return out.put("label", of(prepared.label()))
        .put("split", of(prepared.rule()))
        .put("plan", FeaturePlanJson.toJson(prepared.plan()))
        .put("rows", rows.build())
        .put("left-out", DataJson.counts(prepared.leftOut()))
        .put("class-rows", classRows.build())
        .put("notes", Json.texts(prepared.notes()))
        .build();
  }

  public static Prepared prepared(Json json) {
    JsonObject in =
        JsonObject.of(json)
            .only("label", "split", "plan", "encodings", "rows", "left-out", "class-rows", "notes");
    Map<Side, Long> rows = new TreeMap<>();
    DataJson.counts(in.object("rows")).forEach((side, n) -> rows.put(Side.valueOf(side), n));
    Map<Side, List<Long>> classRows = new TreeMap<>();
    JsonObject counts = in.object("class-rows");
    counts.names().forEach(side -> classRows.put(Side.valueOf(side), wholes(counts.items(side))));
    return new Prepared(
        label(in.value("label")),
        rule(in.value("split")),
        FeaturePlanJson.fromJson(in.value("plan")),
        in.find("encodings").isPresent() ? encodings(in.items("encodings")) : List.of(),
        rows,
        DataJson.counts(in.object("left-out")),
        classRows,
        in.texts("notes"));
  }

  /** What training rows see in place of some steps. */
  public static List<Json> of(List<TrainOnlyEncoding> encodings) {
    return encodings.stream().map(TrainOnlyEncoding::toJson).toList();
  }

  public static List<TrainOnlyEncoding> encodings(List<Json> items) {
    return items.stream().map(EncodingJson::encoding).toList();
  }

  private static List<Long> wholes(List<Json> items) {
    List<Long> wholes = new ArrayList<>();
    for (Json item : items) {
      if (!(item instanceof Json.Whole whole)) {
        throw new JsonSyntaxException("a count is a whole number", null);
      }
      wholes.add(whole.value());
    }
    return wholes;
  }

  public static Json of(Label label) {
    return Json.members()
        .put("name", label.name())
        .put("expression", label.expression())
        .put("task", label.task().name())
        .put("classes", Json.texts(label.classes()))
        .put("reason", label.reason())
        .build();
  }

  public static Label label(Json json) {
    JsonObject in = JsonObject.of(json).only("name", "expression", "task", "classes", "reason");
    return new Label(
        in.text("name"),
        in.text("expression"),
        Task.valueOf(in.text("task")),
        in.texts("classes"),
        in.text("reason"));
  }

  public static Json of(SplitRule rule) {
    return switch (rule) {
      case ByTime time ->
          Json.members()
              .put("by", "time")
              .put("column", time.column().value())
              .put("train-end", time.trainEnd())
              .put("validation-start", time.validationStart())
              .put("validation-end", time.validationEnd())
              .put("test-start", time.testStart())
              .build();
      case ByHash hash ->
          Json.members()
              .put("by", "hash")
              .put("train", hash.train())
              .put("validation", hash.validation())
              .put("seed", hash.seed())
              .build();
      case ByGroup group ->
          Json.members()
              .put("by", "group")
              .put("group", group.group().value())
              .put("train", group.train())
              .put("validation", group.validation())
              .put("seed", group.seed())
              .build();
    };
  }

  public static SplitRule rule(Json json) {
    JsonObject in = JsonObject.of(json);
    return switch (in.text("by")) {
      case "time" ->
          new ByTime(
              new ColumnName(in.text("column")),
              in.whole("train-end"),
              in.whole("validation-start"),
              in.whole("validation-end"),
              in.whole("test-start"));
      case "hash" -> new ByHash(in.real("train"), in.real("validation"), in.whole("seed"));
      case "group" ->
          new ByGroup(
              new ColumnName(in.text("group")),
              in.real("train"),
              in.real("validation"),
              in.whole("seed"));
      default -> throw new JsonSyntaxException("no split by '" + in.text("by") + "'", null);
    };
  }
}

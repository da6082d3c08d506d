package dev.millrace.core.evaluate;

import dev.millrace.core.chart.Mark.Point;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.learn.Task;
import java.util.List;
import java.util.Optional;

/** JSON form of an evaluation; a number that is not defined is left out. */
public final class EvaluationJson {
  private EvaluationJson() {}

  public static Json of(Evaluation evaluation) {
    MembersBuilder members =
        Json.members()
            .put("scorer", evaluation.scorer())
            .put("task", evaluation.task().name())
            .put("classes", Json.texts(evaluation.classes()))
            .put("rows", evaluation.rows())
            .put("metrics", estimates(evaluation.results().overall()))
            .put("slices", evaluation.results().slices().stream().map(EvaluationJson::of).toList())
            .put("confusion", evaluation.confusion().stream().map(Json::of).toList())
            .put("roc", points(evaluation.roc()))
            .put("precision-recall", points(evaluation.precisionRecall()))
            .put("calibration", points(evaluation.calibration()))
            .put("residuals", residuals(evaluation.residuals()))
            .put("importance", evaluation.importance().stream().map(EvaluationJson::of).toList());
    return number(members, "threshold", evaluation.threshold()).build();
  }

  public static Evaluation evaluation(Json json) {
    JsonObject in =
        JsonObject.of(json)
            .only(
                "scorer",
                "task",
                "classes",
                "rows",
                "metrics",
                "slices",
                "confusion",
                "roc",
                "precision-recall",
                "calibration",
                "residuals",
                "importance",
                "threshold");
    return new Evaluation(
        in.text("scorer"),
        Task.valueOf(in.text("task")),
        in.texts("classes"),
        in.whole("rows"),
        (float) number(in, "threshold"),
        new Evaluator.Results(
            readEstimates(in.items("metrics")),
            in.items("slices").stream().map(EvaluationJson::slice).toList()),
        in.items("confusion").stream().map(EvaluationJson::whole).toList(),
        readPoints(in.items("roc")),
        readPoints(in.items("precision-recall")),
        readPoints(in.items("calibration")),
        in.find("residuals").isPresent() ? readResiduals(in.items("residuals")) : List.of(),
        in.items("importance").stream().map(EvaluationJson::importance).toList());
  }

  private static List<Json.Members> estimates(List<Estimate> estimates) {
    return estimates.stream()
        .map(
            e -> {
              MembersBuilder members =
                  Json.members().put("name", e.metric()).put("better", e.better().name());
              number(members, "value", e.value());
              number(members, "low", e.low());
              e.undefined().ifPresent(why -> members.put("undefined", why));
              return number(members, "high", e.high()).build();
            })
        .toList();
  }

  private static List<Estimate> readEstimates(List<Json> items) {
    return items.stream()
        .map(
            item -> JsonObject.of(item).only("name", "better", "value", "low", "high", "undefined"))
        .map(
            in ->
                new Estimate(
                    in.text("name"),
                    Better.valueOf(in.text("better")),
                    number(in, "value"),
                    number(in, "low"),
                    number(in, "high"),
                    in.find("undefined").isPresent()
                        ? Optional.of(in.text("undefined"))
                        : Optional.empty()))
        .toList();
  }

  private static Json of(SliceResult slice) {
    return Json.members()
        .put("by", slice.by())
        .put("value", slice.value())
        .put("rows", slice.rows())
        .put("metrics", estimates(slice.estimates()))
        .build();
  }

  private static SliceResult slice(Json json) {
    JsonObject in = JsonObject.of(json).only("by", "value", "rows", "metrics");
    return new SliceResult(
        in.text("by"), in.text("value"), in.integer("rows"), readEstimates(in.items("metrics")));
  }

  private static Json of(ColumnImportance importance) {
    return Json.members()
        .put("column", importance.column())
        .put("loss", importance.loss())
        .put("deviation", importance.deviation())
        .build();
  }

  private static ColumnImportance importance(Json json) {
    JsonObject in = JsonObject.of(json).only("column", "loss", "deviation");
    return new ColumnImportance(in.text("column"), in.real("loss"), in.real("deviation"));
  }

  private static List<Json.Members> residuals(List<ResidualBin> bins) {
    return bins.stream()
        .map(
            bin ->
                Json.members()
                    .put("from", bin.from())
                    .put("to", bin.to())
                    .put("rows", bin.rows())
                    .build())
        .toList();
  }

  private static List<ResidualBin> readResiduals(List<Json> items) {
    return items.stream()
        .map(item -> JsonObject.of(item).only("from", "to", "rows"))
        .map(in -> new ResidualBin(in.real("from"), in.real("to"), in.whole("rows")))
        .toList();
  }

  private static List<Json> points(List<Point> points) {
    return points.stream()
        .map(point -> Json.items(List.of(Json.of(point.across()), Json.of(point.up()))))
        .toList();
  }

  private static List<Point> readPoints(List<Json> items) {
    List<Point> points = new java.util.ArrayList<>();
    for (Json item : items) {
      if (!(item instanceof Json.Items pair) || pair.values().size() != 2) {
        throw new JsonSyntaxException("a point is a pair of numbers", null);
      }
      points.add(
          new Point(
              JsonObject.real("across", pair.values().get(0)),
              JsonObject.real("up", pair.values().get(1))));
    }
    return points;
  }

  private static long whole(Json json) {
    if (json instanceof Json.Whole whole) {
      return whole.value();
    }
    throw new JsonSyntaxException("a count is a whole number", null);
  }

  private static MembersBuilder number(MembersBuilder members, String name, double value) {
    return Double.isNaN(value) ? members : members.put(name, value);
  }

  private static double number(JsonObject in, String name) {
    return in.find(name).isPresent() ? in.real(name) : Double.NaN;
  }
}

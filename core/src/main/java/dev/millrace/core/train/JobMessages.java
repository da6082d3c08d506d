package dev.millrace.core.train;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.learn.FitProgress;
import java.util.List;

/**
 * The lines a training process writes to its standard output: progress, then one result or the
 * problems it ended with. One JSON object a line.
 */
public final class JobMessages {
  private JobMessages() {}

  public static String progress(String learner, FitProgress progress) {
    var members =
        Json.members()
            .put("learner", learner)
            .put("round", progress.round())
            .put("rounds", progress.rounds());
    if (!Double.isNaN(progress.loss()) && !Double.isInfinite(progress.loss())) {
      members.put("loss", progress.loss());
    }
    return line("progress", members.build());
  }

  public static String result(List<TrainedModel> models) {
    return line("result", new TrainedForm().toJson(models));
  }

  public static String problems(MillraceException failure) {
    return line(
        "problems",
        Json.items(
            failure.problems().stream()
                .map(
                    problem ->
                        Json.members()
                            .put("code", problem.code().name())
                            .put("what", problem.what())
                            .put("where", problem.where())
                            .put("found", problem.found())
                            .put("allowed", problem.allowed())
                            .put("next", problem.next())
                            .build())
                .toList()));
  }

  /** Reads the problems of a process that failed. */
  public static MillraceException failure(List<Json> items) {
    return new MillraceException(
        items.stream()
            .map(item -> JsonObject.of("problems", item))
            .map(
                in ->
                    new Problem(
                        ErrorCode.valueOf(in.text("code")),
                        in.text("what"),
                        in.text("where"),
                        in.text("found"),
                        in.text("allowed"),
                        in.text("next")))
            .toList());
  }

  private static String line(String kind, Json body) {
    return CanonicalJson.text(Json.members().put(kind, body).build());
  }
}

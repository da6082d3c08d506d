package dev.millrace.core.serve;

import dev.millrace.core.serve.log.LabelTarget;
import dev.millrace.core.serve.log.LoggedLabel;
import dev.millrace.core.serve.log.PredictionId;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.Json;
import dev.millrace.json.JsonNumber;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.ModelName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Labels somebody tells: {@code {"labels": [{"prediction": "...", "value": true, "at": "..."}]}};
 * {@code "model"} and {@code "key"} in place of {@code "prediction"} name the case by the caller's
 * own key.
 */
public final class LabelRequest {
  /** Labels a request may have. */
  public static final int MOST = 10_000;

  private LabelRequest() {}

  /**
   * Reads a request; every problem is told at once.
   *
   * @param now when it arrived, which is also when a label without {@code at} became true
   */
  public static List<LoggedLabel> read(byte[] body, Actor actor, Instant now) {
    try {
      JsonObject in = JsonObject.of(JsonReader.read(body)).only("labels");
      List<Json> items = in.items("labels");
      if (items.isEmpty() || items.size() > MOST) {
        throw Problem.of(ErrorCode.ROW_INVALID, "a request has 1 to " + MOST + " labels")
            .found(items.size() + " labels")
            .asException();
      }
      List<LoggedLabel> labels = new ArrayList<>();
      List<Problem> problems = new ArrayList<>();
      for (int i = 0; i < items.size() && problems.size() < 100; i++) {
        try {
          labels.add(label(JsonObject.of("labels[" + i + "]", items.get(i)), actor, now));
        } catch (MillraceException e) {
          problems.addAll(e.problems());
        } catch (JsonSyntaxException | IllegalArgumentException | DateTimeException e) {
          problems.add(
              Problem.of(ErrorCode.ROW_INVALID, "a label cannot be read: " + e.getMessage())
                  .at("labels[" + i + "]"));
        }
      }
      if (!problems.isEmpty()) {
        throw new MillraceException(problems);
      }
      return labels;
    } catch (JsonSyntaxException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.ROW_INVALID, "the request cannot be read: " + e.getMessage())
              .allowed("{\"labels\": [{\"prediction\": \"ID\", \"value\": true}]}"),
          e);
    }
  }

  private static LoggedLabel label(JsonObject in, Actor actor, Instant now) {
    in.only("prediction", "model", "key", "value", "at");
    LabelTarget target =
        in.find("prediction").isPresent()
            ? new LabelTarget.OfPrediction(PredictionId.parse(in.text("prediction")))
            : new LabelTarget.OfKey(new ModelName(in.text("model")), in.text("key"));
    if (in.find("prediction").isPresent() && in.find("key").isPresent()) {
      throw new JsonSyntaxException("a label names a prediction or a key, not both", null);
    }
    Instant at = in.find("at").isPresent() ? Instant.parse(in.text("at")) : now;
    return new LoggedLabel(target, text(in.value("value")), micros(at), micros(now), actor);
  }

  private static String text(Json value) {
    return switch (value) {
      case Json.Text text -> text.value();
      case Json.Whole whole -> Long.toString(whole.value());
      case Json.Real real -> JsonNumber.text(real.value());
      case Json.Literal literal when literal != Json.Literal.NULL ->
          literal == Json.Literal.TRUE ? "true" : "false";
      default ->
          throw new JsonSyntaxException("'value' must be a text, a number, true or false", null);
    };
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }
}

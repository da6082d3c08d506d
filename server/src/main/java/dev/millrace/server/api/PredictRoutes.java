package dev.millrace.server.api;

import dev.millrace.core.serve.KeptAnswer;
import dev.millrace.core.serve.Predicted;
import dev.millrace.core.serve.PredictedJson;
import dev.millrace.core.serve.Predictor;
import dev.millrace.core.serve.log.Durability;
import dev.millrace.server.http.Body;
import dev.millrace.server.http.Method;
import dev.millrace.server.http.Request;
import dev.millrace.server.http.Response;
import dev.millrace.server.http.Route;
import dev.millrace.spi.id.ModelName;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** {@code POST /api/v1/models/{name}/predict}. */
public final class PredictRoutes {
  private final Predictor predictor;
  private final KeptAnswer kept;

  public PredictRoutes(Predictor predictor, Durability durability) {
    this.predictor = predictor;
    this.kept = new KeptAnswer(durability);
  }

  public List<Route> routes() {
    return List.of(Route.fastLater(Method.POST, "/api/v1/models/{name}/predict", this::predict));
  }

  private CompletionStage<Response> predict(Request request) {
    ModelName model = new ModelName(request.values().text("name"));
    Predicted predicted =
        request.body().read(body -> predictor.predict(model, body, request.headers()::first));
    return kept.of(
        predicted,
        unkept ->
            Response.of(
                200, Response.JSON, Body.handedOver(PredictedJson.bytes(predicted, unkept))));
  }
}

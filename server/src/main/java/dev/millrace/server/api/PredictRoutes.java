package dev.millrace.server.api;

import dev.millrace.core.serve.Predicted;
import dev.millrace.core.serve.PredictedJson;
import dev.millrace.core.serve.Predictor;
import dev.millrace.core.serve.log.Durability;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
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
  private final Durability durability;

  public PredictRoutes(Predictor predictor, Durability durability) {
    this.predictor = predictor;
    this.durability = durability;
  }

  public List<Route> routes() {
    return List.of(Route.fastLater(Method.POST, "/api/v1/models/{name}/predict", this::predict));
  }

  private CompletionStage<Response> predict(Request request) {
    ModelName model = new ModelName(request.values().text("name"));
    return request.body().read(body -> predictor.predict(model, body)).thenApply(this::answer);
  }

  /** Who asked for predictions that survive a crash of the machine is told when they do not. */
  private Response answer(Predicted predicted) {
    if (predicted.unkept() > 0 && durability == Durability.DISK) {
      throw Problem.of(ErrorCode.LOG_UNAVAILABLE, "the predictions could not be kept on the disk")
          .found(predicted.unkept() + " of " + predicted.ids().size() + " rows")
          .next("Ask again a little later.")
          .asException();
    }
    return Response.json(200, PredictedJson.of(predicted));
  }
}

package dev.millrace.server.api;

import dev.millrace.core.serve.AskedModel;
import dev.millrace.core.serve.KeptAnswer;
import dev.millrace.core.serve.LiveRelease;
import dev.millrace.core.serve.LiveReleases;
import dev.millrace.core.serve.Predicted;
import dev.millrace.core.serve.Predictor;
import dev.millrace.core.serve.log.Durability;
import dev.millrace.core.serve.tensor.InferReader;
import dev.millrace.core.serve.tensor.InferReply;
import dev.millrace.core.serve.tensor.InferRequest;
import dev.millrace.core.serve.tensor.TensorPredictor;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.server.http.Body;
import dev.millrace.server.http.Method;
import dev.millrace.server.http.Request;
import dev.millrace.server.http.Response;
import dev.millrace.server.http.Route;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * Inference by the Open Inference Protocol, version 2: {@code POST /v2/models/{model}/infer}, with
 * tensors in JSON or, by the extension that Triton made common, in binary form behind it.
 */
public final class InferRoutes {
  private static final String JSON_LENGTH = "Inference-Header-Content-Length";
  private static final String BINARY = "application/octet-stream";

  private final LiveReleases releases;
  private final TensorPredictor predictor;
  private final KeptAnswer kept;

  public InferRoutes(
      LiveReleases releases, Predictor predictor, Durability durability, int mostRows) {
    this.releases = releases;
    this.predictor = new TensorPredictor(predictor, mostRows);
    this.kept = new KeptAnswer(durability);
  }

  public List<Route> routes() {
    return List.of(
        Route.fastLater(
            Method.POST,
            "/v2/models/{model}/infer",
            request -> infer(request, OptionalInt.empty())),
        Route.fastLater(
            Method.POST,
            "/v2/models/{model}/versions/{version}/infer",
            request ->
                infer(
                    request,
                    OptionalInt.of(AskedModel.version(request.values().text("version"))))));
  }

  private CompletionStage<Response> infer(Request request, OptionalInt version) {
    LiveRelease release = releases.load(AskedModel.name(request.values().text("model")));
    OptionalLong length = jsonLength(request);
    InferRequest wanted = request.body().read(body -> InferReader.read(body, length));
    Predicted predicted = predictor.predict(release, version, wanted, request.headers()::first);
    return kept.of(predicted, unkept -> response(InferReply.of(wanted, predicted, unkept)));
  }

  private static OptionalLong jsonLength(Request request) {
    Optional<String> header = request.headers().first(JSON_LENGTH);
    if (header.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(header.get()));
    } catch (NumberFormatException e) {
      throw Problem.of(ErrorCode.REQUEST_INVALID, "the length of the JSON is not a number")
          .at(JSON_LENGTH)
          .found(header.get())
          .asException();
    }
  }

  private static Response response(InferReply reply) {
    Body body = Body.handedOver(reply.body());
    return reply.json().isEmpty()
        ? Response.of(200, Response.JSON, body)
        : Response.of(200, BINARY, body)
            .with(JSON_LENGTH, Integer.toString(reply.json().getAsInt()));
  }
}

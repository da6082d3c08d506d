package dev.millrace.server.api;

import dev.millrace.core.serve.AskedModel;
import dev.millrace.core.serve.LiveRelease;
import dev.millrace.core.serve.LiveReleases;
import dev.millrace.core.serve.ServedModel;
import dev.millrace.core.serve.tensor.TensorForm;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.server.http.Method;
import dev.millrace.server.http.Readiness;
import dev.millrace.server.http.Request;
import dev.millrace.server.http.Response;
import dev.millrace.server.http.Route;
import dev.millrace.spi.id.ModelName;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the Open Inference Protocol, version 2, lets callers ask about the server and its models. A
 * model is what is live of it; its versions are those that take part in the release.
 */
public final class ModelMetadataRoutes {
  /** Of what kind our models are: a platform and a format, as the protocol wants it. */
  public static final String PLATFORM = "millrace_scorer";

  /** What the server knows beyond the protocol. */
  public static final List<String> EXTENSIONS = List.of("binary_tensor_data", "model_repository");

  private final LiveReleases releases;
  private final Readiness readiness;
  private final String version;

  /**
   * @param version of the program
   */
  public ModelMetadataRoutes(LiveReleases releases, Readiness readiness, String version) {
    this.releases = releases;
    this.readiness = readiness;
    this.version = version;
  }

  public List<Route> routes() {
    return List.of(
        Route.fast(Method.GET, "/v2", request -> server()),
        Route.fast(Method.GET, "/v2/{rest*}", this::other),
        Route.fast(Method.GET, "/v2/health/live", request -> health(true)),
        Route.fast(Method.GET, "/v2/health/ready", request -> ready()),
        Route.fast(Method.GET, "/v2/models", request -> models()),
        Route.fast(Method.GET, "/v2/models/{model}", request -> model(request, false)),
        Route.fast(
            Method.GET, "/v2/models/{model}/versions/{version}", request -> model(request, true)),
        Route.fast(Method.GET, "/v2/models/{model}/ready", request -> modelReady(request, false)),
        Route.fast(
            Method.GET,
            "/v2/models/{model}/versions/{version}/ready",
            request -> modelReady(request, true)));
  }

  private Response server() {
    return Response.json(
        200,
        Json.members()
            .put("name", "millrace")
            .put("version", version)
            .put("extensions", EXTENSIONS.stream().map(Json::of).toList())
            .build());
  }

  /** The address of the server's description with a slash at its end is the same. */
  private Response other(Request request) {
    if (request.values().text("rest").isEmpty()) {
      return server();
    }
    throw Problem.of(ErrorCode.ROUTE_UNKNOWN, "there is nothing at this address")
        .at(request.path())
        .asException();
  }

  /** Both names of the answer that are in use, whichever was asked for. */
  private static Response health(boolean ready) {
    return Response.json(
            ready ? 200 : 503, Json.members().flag("live", true).flag("ready", ready).build())
        .with("Cache-Control", "no-store");
  }

  private Response ready() {
    return health(readiness.reasons().isEmpty());
  }

  private Response models() {
    return Response.json(
        200,
        Json.members()
            .put(
                "models",
                releases.all().stream()
                    .map(release -> Json.of(release.epoch().target().model().value()))
                    .toList())
            .build());
  }

  private Response modelReady(Request request, boolean versioned) {
    ModelName model = AskedModel.name(request.values().text("model"));
    boolean ready = !releases.isUnloaded(model);
    if (ready) {
      var _ = served(releases.load(model), request, versioned);
    }
    return Response.json(
            ready ? 200 : 503,
            Json.members().put("name", model.value()).flag("ready", ready).build())
        .with("Cache-Control", "no-store");
  }

  private static ServedModel served(LiveRelease release, Request request, boolean versioned) {
    return versioned
        ? release.version(AskedModel.version(request.values().text("version")))
        : release.models().get(0);
  }

  private Response model(Request request, boolean versioned) {
    LiveRelease release = releases.load(AskedModel.name(request.values().text("model")));
    ServedModel served = served(release, request, versioned);
    MembersBuilder properties = Json.members();
    properties(release, served).forEach(properties::put);
    return Response.json(
        200,
        Json.members()
            .put("name", release.epoch().target().model().value())
            .put("versions", Json.texts(release.versions()))
            .put("platform", PLATFORM)
            .put("inputs", forms(TensorForm.inputs(served.scorer().inputs())))
            .put("outputs", forms(TensorForm.outputs(served.scorer().output().labels())))
            .put("properties", properties.build())
            .build());
  }

  /** What is said of a model beyond its tensors. */
  public static SortedMap<String, String> properties(LiveRelease release, ServedModel model) {
    SortedMap<String, String> properties = new TreeMap<>();
    properties.put("epoch", Long.toString(release.epoch().number()));
    List<String> labels = model.scorer().output().labels();
    if (!labels.isEmpty()) {
      properties.put("labels", CanonicalJson.text(Json.texts(labels)));
    }
    return properties;
  }

  private static List<Json> forms(List<TensorForm> forms) {
    return forms.stream()
        .<Json>map(
            form ->
                Json.members()
                    .put("name", form.name())
                    .put("datatype", form.datatype().name())
                    .put("shape", form.shape().stream().map(Json::of).toList())
                    .build())
        .toList();
  }
}

package dev.millrace.server.api;

import dev.millrace.core.serve.AskedModel;
import dev.millrace.core.serve.LiveReleases;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.server.http.Method;
import dev.millrace.server.http.Request;
import dev.millrace.server.http.Response;
import dev.millrace.server.http.Route;
import dev.millrace.spi.id.ModelName;
import java.util.List;
import java.util.function.Function;

/**
 * The model repository of KServe and Triton: what this server has, and whether it answers with it.
 * Which version is live is for releases to say; unloading and loading only let this one server stop
 * answering for a model, and go on, until it is started again.
 */
public final class RepositoryRoutes {
  private final LiveReleases releases;

  public RepositoryRoutes(LiveReleases releases) {
    this.releases = releases;
  }

  public List<Route> routes() {
    return List.of(
        Route.fast(Method.POST, "/v2/repository/index", this::index),
        Route.fast(Method.POST, "/v2/repository/models/{model}/load", this::load),
        Route.fast(Method.POST, "/v2/repository/models/{model}/unload", this::unload));
  }

  private Response index(Request request) {
    boolean readyOnly =
        read(request, in -> in.only("ready").find("ready").isPresent() && in.flag("ready"));
    List<Json.Members> entries =
        releases.index().stream()
            .filter(entry -> entry.isReady() || !readyOnly)
            .map(
                entry ->
                    Json.members()
                        .put("name", entry.model().value())
                        .put("version", Integer.toString(entry.version()))
                        .put("state", entry.state())
                        .put("reason", entry.reason())
                        .build())
            .toList();
    return Response.json(200, Json.items(entries));
  }

  private Response load(Request request) {
    ModelName model = named(request);
    releases.goOnAnswering(model);
    return Response.json(200, Json.members().put("name", model.value()).flag("load", true).build());
  }

  private Response unload(Request request) {
    ModelName model = named(request);
    releases.stopAnswering(model);
    return Response.json(
        200, Json.members().put("name", model.value()).flag("unload", true).build());
  }

  /** The model, if anything of it is live here: no other can be loaded by asking for it. */
  private ModelName named(Request request) {
    ModelName model = AskedModel.name(request.values().text("model"));
    List<String> parameters =
        read(
            request,
            in ->
                in.only("parameters").find("parameters").isPresent()
                    ? List.copyOf(in.object("parameters").names())
                    : List.<String>of());
    for (String name : parameters) {
      // Models here have no dependents, so that this one is met either way.
      if (!name.equals("unload_dependents")) {
        throw Problem.of(ErrorCode.REQUEST_INVALID, "this parameter of a model is not known here")
            .at("parameters")
            .found(name)
            .next("Versions and their settings are released with: millrace releases create")
            .asException();
      }
    }
    var _ = releases.requireLive(model);
    return model;
  }

  /** Reads a body, of which there need be none: REQUEST_INVALID. */
  private static <T> T read(Request request, Function<JsonObject, T> reader) {
    if (request.body().size() == 0) {
      return reader.apply(JsonObject.of(Json.members().build()));
    }
    try {
      return reader.apply(JsonObject.of(request.body().read(JsonReader::read)));
    } catch (JsonSyntaxException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.REQUEST_INVALID, "the request cannot be read: " + e.getMessage()),
          e);
    }
  }
}

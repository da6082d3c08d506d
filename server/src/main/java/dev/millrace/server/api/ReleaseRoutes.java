package dev.millrace.server.api;

import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.ReleaseState;
import dev.millrace.core.release.Releases;
import dev.millrace.core.serve.RolloutProgress;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.json.MembersBuilder;
import dev.millrace.server.http.Method;
import dev.millrace.server.http.Request;
import dev.millrace.server.http.Response;
import dev.millrace.server.http.Route;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.spi.store.ReleaseJson;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.Stores;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** {@code /api/v1/releases}: what is live, and back to what was. */
public final class ReleaseRoutes {
  private static final Actor CALLER = new Actor("http", Actor.Standing.UNVERIFIED);

  private final Stores stores;
  private final BlobStore blobs;
  private final ProjectName project;
  private final InstantSource clock;
  private final Supplier<String> keys;

  /**
   * @param keys idempotency keys, each one new
   */
  public ReleaseRoutes(
      Stores stores,
      BlobStore blobs,
      ProjectName project,
      InstantSource clock,
      Supplier<String> keys) {
    this.stores = stores;
    this.blobs = blobs;
    this.project = project;
    this.clock = clock;
    this.keys = keys;
  }

  public List<Route> routes() {
    return List.of(
        Route.work(Method.GET, "/api/v1/releases", this::list),
        Route.work(Method.GET, "/api/v1/releases/{model}/{environment}", this::show),
        Route.work(Method.POST, "/api/v1/releases/{model}/{environment}/rollback", this::rollBack));
  }

  private Response list(Request request) {
    return Response.json(
        200,
        Json.members()
            .put(
                "releases",
                stores.serving().releases().current(project).stream().map(ReleaseJson::of).toList())
            .build());
  }

  private static ReleaseTarget target(Request request) {
    return new ReleaseTarget(
        new ModelName(request.values().text("model")),
        new EnvironmentName(request.values().text("environment")));
  }

  /** Where a release stands, and what is seen of a candidate on its way. */
  private Response show(Request request) {
    ReleaseTarget target = target(request);
    var _ = stores.registryQueries().loadModel(project, target.model());
    ReleaseState state = Releases.find(stores, project, target);
    MembersBuilder answer = Json.members().put("epoch", state.epoch());
    state.live().ifPresent(live -> answer.put("live", live.version()));
    state
        .rollout()
        .ifPresent(
            rollout ->
                answer.put(
                    "rollout",
                    Json.members()
                        .put("version", rollout.candidate().version())
                        .put("strategy", rollout.strategy().kind())
                        .put("share", rollout.share())
                        .put("since", rollout.since().toString())
                        .put(
                            "progress",
                            RolloutProgress.of(
                                    stores.serving().nodes(),
                                    target.environment(),
                                    rollout,
                                    clock.instant())
                                .json())
                        .build()));
    return Response.json(200, answer.build());
  }

  private Response rollBack(Request request) {
    ReleaseTarget target = target(request);
    var _ = stores.registryQueries().loadModel(project, target.model());
    JsonObject in = request.body().read(ReleaseRoutes::object);
    String reason = in.text("reason");
    OptionalInt to =
        in.find("to").isPresent() ? OptionalInt.of(in.integer("to")) : OptionalInt.empty();
    OptionalLong epoch =
        in.find("epoch").isPresent() ? OptionalLong.of(in.whole("epoch")) : OptionalLong.empty();
    Releases.Outcome outcome =
        new Releases(stores, blobs)
            .apply(
                new Change(project, CALLER, reason, "http:" + keys.get(), clock.instant()),
                target,
                new ReleaseEvent.RollBack(to, epoch, reason));
    MembersBuilder answer =
        Json.members().put("epoch", outcome.state().epoch()).put("why", outcome.why());
    outcome.state().live().ifPresent(live -> answer.put("live", live.version()));
    return Response.json(200, answer.build());
  }

  private static JsonObject object(byte[] body) {
    try {
      JsonObject in = JsonObject.of(JsonReader.read(body)).only("reason", "to", "epoch");
      if (in.text("reason").isBlank()) {
        throw new JsonSyntaxException("$.reason must say why", null);
      }
      if (in.text("reason").chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
        throw new JsonSyntaxException("$.reason has a control character", null);
      }
      if (in.find("to").isPresent()) {
        var _ = in.integer("to");
      }
      if (in.find("epoch").isPresent()) {
        var _ = in.whole("epoch");
      }
      return in;
    } catch (JsonSyntaxException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.REQUEST_INVALID, "the request cannot be read: " + e.getMessage())
              .allowed("{\"reason\": \"worse on airport trips\"}"),
          e);
    }
  }
}

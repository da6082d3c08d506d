package dev.millrace.server.api;

import dev.millrace.core.serve.LabelRequest;
import dev.millrace.core.serve.log.Fate;
import dev.millrace.core.serve.log.LoggedLabel;
import dev.millrace.core.serve.log.PredictionLog;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.Json;
import dev.millrace.server.http.Method;
import dev.millrace.server.http.Request;
import dev.millrace.server.http.Response;
import dev.millrace.server.http.Route;
import dev.millrace.spi.id.Actor;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code POST /api/v1/feedback}: what turned out to be true. */
public final class FeedbackRoutes {
  /** Until there is authentication, whoever reaches this machine's own address. */
  private static final Actor CALLER = new Actor("http", Actor.Standing.UNVERIFIED);

  private final PredictionLog log;
  private final InstantSource clock;

  public FeedbackRoutes(PredictionLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(Route.fastLater(Method.POST, "/api/v1/feedback", this::take));
  }

  private CompletionStage<Response> take(Request request) {
    List<LoggedLabel> labels =
        request.body().read(body -> LabelRequest.read(body, CALLER, clock.instant()));
    List<CompletableFuture<Fate>> fates = new ArrayList<>(labels.size());
    labels.forEach(label -> fates.add(log.labels().append(label)));
    return CompletableFuture.allOf(fates.toArray(CompletableFuture[]::new))
        .thenApply(done -> answer(fates));
  }

  /** Labels are answered for once they are on the disk; what is told twice counts once. */
  private static Response answer(List<CompletableFuture<Fate>> fates) {
    long lost = fates.stream().map(CompletableFuture::join).filter(Fate::isLoss).count();
    if (lost > 0) {
      throw Problem.of(ErrorCode.LOG_UNAVAILABLE, "labels could not be kept on the disk")
          .found(lost + " of " + fates.size() + " labels")
          .next("Send all of them again a little later: a label told twice counts once.")
          .asException();
    }
    return Response.json(200, Json.members().put("accepted", fates.size()).build());
  }
}

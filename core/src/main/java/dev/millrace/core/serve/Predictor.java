package dev.millrace.core.serve;

import dev.millrace.column.Batch;
import dev.millrace.core.serve.log.Fate;
import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.core.serve.log.PredictionId;
import dev.millrace.core.serve.log.PredictionIds;
import dev.millrace.core.serve.log.PredictionLog;
import dev.millrace.core.serve.log.RowJson;
import dev.millrace.core.serve.log.ScoreVector;
import dev.millrace.core.serve.log.ServedVersion;
import dev.millrace.error.Blame;
import dev.millrace.error.MillraceException;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.scorer.Scores;
import dev.millrace.spi.id.ModelName;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Answers requests for predictions: routes, checks, scores, decides, counts and keeps. Nothing in
 * it blocks, so that it may run on an event loop; the answer is complete when every prediction is
 * in the log or known not to be. Safe for any number of threads.
 */
public final class Predictor {
  private final LiveReleases releases;
  private final PredictionLog log;
  private final PredictionIds ids;
  private final PredictSettings settings;
  private final InstantSource clock;
  private final LongSupplier nanoTime;

  public Predictor(
      LiveReleases releases,
      PredictionLog log,
      PredictionIds ids,
      PredictSettings settings,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.releases = releases;
    this.log = log;
    this.ids = ids;
    this.settings = settings;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /**
   * Predicts the rows of a request.
   *
   * @throws MillraceException MODEL_NOT_RELEASED, or ROW_INVALID and VALUE_INVALID with every
   *     problem of the rows
   */
  public CompletionStage<Predicted> predict(ModelName model, byte[] body) {
    long begun = nanoTime.getAsLong();
    LiveRelease release = releases.load(model);
    PredictRequest request = PredictRequest.read(body, settings.mostRows());
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    List<PredictionId> names = new ArrayList<>(request.rows().size());
    for (int row = 0; row < request.rows().size(); row++) {
      names.add(ids.next(micros));
    }
    ServedModel served =
        release.route(
            request.keys().isEmpty()
                ? RouteHash.of(names.get(0))
                : RouteHash.of(request.keys().get(0)));
    try {
      Batch batch = served.reader().read(Json.items(request.rows()));
      Scores scores = served.scorer().score(batch);
      List<Integer> decisions = decide(served, scores);
      served.traffic().add(batch, scores);
      CompletionStage<Predicted> kept =
          keep(request, release, served, names, scores, decisions, micros);
      served.counter().answered(nanoTime.getAsLong() - begun);
      return kept;
    } catch (MillraceException e) {
      if (e.code().blame() != Blame.CALLER) {
        served.counter().failed();
      }
      throw e;
    } catch (RuntimeException e) {
      served.counter().failed();
      throw e;
    }
  }

  private static List<Integer> decide(ServedModel served, Scores scores) {
    if (served.decision().isEmpty()) {
      return List.of();
    }
    List<Integer> decisions = new ArrayList<>(scores.rows());
    for (int row = 0; row < scores.rows(); row++) {
      decisions.add(served.decision().get().decide(scores, row));
    }
    return decisions;
  }

  private CompletionStage<Predicted> keep(
      PredictRequest request,
      LiveRelease release,
      ServedModel served,
      List<PredictionId> names,
      Scores scores,
      List<Integer> decisions,
      long micros) {
    ServedVersion version =
        new ServedVersion(
            release.epoch().target().model(), served.content().version(), release.epoch().number());
    CompletableFuture<Predicted> answer = new CompletableFuture<>();
    // One more than the rows: the answer is not complete before all have been handed over.
    AtomicInteger waiting = new AtomicInteger(names.size() + 1);
    AtomicInteger lost = new AtomicInteger();
    Runnable settled =
        () -> {
          if (waiting.decrementAndGet() == 0) {
            answer.complete(
                new Predicted(
                    version.model(),
                    version.version(),
                    version.epoch(),
                    names,
                    scores,
                    decisions,
                    lost.get()));
          }
        };
    for (int row = 0; row < names.size(); row++) {
      Fate fate =
          log.append(
              logged(request, names.get(row), row, version, scores, decisions, micros),
              told -> {
                if (told.isLoss()) {
                  lost.incrementAndGet();
                }
                settled.run();
              });
      if (fate != Fate.QUEUED) {
        if (fate.isLoss()) {
          lost.incrementAndGet();
        }
        settled.run();
      }
    }
    settled.run();
    return answer;
  }

  private LoggedPrediction logged(
      PredictRequest request,
      PredictionId id,
      int row,
      ServedVersion version,
      Scores scores,
      List<Integer> decisions,
      long micros) {
    double[] values = new double[scores.outputs()];
    for (int output = 0; output < values.length; output++) {
      values[output] = scores.score(row, output);
    }
    byte[] json = CanonicalJson.bytes(request.rows().get(row));
    return new LoggedPrediction(
        id,
        micros,
        version,
        RowJson.view(json, 0, json.length),
        ScoreVector.owning(values),
        decisions.isEmpty()
            ? Optional.empty()
            : Optional.of(scores.labels().get(decisions.get(row))),
        log.sampling().probability(),
        request.keys().isEmpty() ? Optional.empty() : Optional.of(request.keys().get(row)),
        List.of());
  }
}

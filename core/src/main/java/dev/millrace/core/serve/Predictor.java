package dev.millrace.core.serve;

import dev.millrace.column.Batch;
import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.core.serve.log.Micros;
import dev.millrace.core.serve.log.PredictionId;
import dev.millrace.core.serve.log.PredictionIds;
import dev.millrace.core.serve.log.PredictionLog;
import dev.millrace.core.serve.log.ScoreVector;
import dev.millrace.core.serve.log.ServedVersion;
import dev.millrace.error.Blame;
import dev.millrace.error.MillraceException;
import dev.millrace.scorer.Scores;
import dev.millrace.spi.id.ModelName;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * Answers requests for predictions: routes, checks, scores, decides, counts and keeps. Nothing in
 * it blocks, so that it may run on an event loop. An answer may go out when every prediction of it
 * is in the log or known not to be: {@link Predicted#unkept}. Safe for any number of threads.
 */
public final class Predictor {
  private final LiveReleases releases;
  private final PredictionLog log;
  private final PredictionIds ids;
  private final Shadows shadows;
  private final PredictSettings settings;
  private final InstantSource clock;
  private final LongSupplier nanoTime;

  public Predictor(
      LiveReleases releases,
      PredictionLog log,
      PredictionIds ids,
      Shadows shadows,
      PredictSettings settings,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.releases = releases;
    this.log = log;
    this.ids = ids;
    this.shadows = shadows;
    this.settings = settings;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /**
   * Predicts the rows of a request. The predictions are on their way into the log when it returns.
   *
   * @throws MillraceException MODEL_NOT_RELEASED, or ROW_INVALID and VALUE_INVALID with every
   *     problem of the rows
   */
  public Predicted predict(ModelName model, byte[] body, RequestHeaders headers) {
    return predict(releases.load(model), OptionalInt.empty(), body, headers);
  }

  /**
   * The same of a release that was looked up before.
   *
   * @param version asked for by the caller; empty when the release decides
   * @throws MillraceException MODEL_NOT_RELEASED too, when the version is not live
   */
  public Predicted predict(
      LiveRelease release, OptionalInt version, byte[] body, RequestHeaders headers) {
    long begun = nanoTime.getAsLong();
    PredictRequest request = PredictRequest.read(body, settings.mostRows());
    long micros = Micros.of(clock.instant());
    List<PredictionId> names = new ArrayList<>(request.rows().size());
    for (int row = 0; row < request.rows().size(); row++) {
      names.add(ids.next(micros));
    }
    long hash = Stickiness.hash(release.sticky(), request, names.get(0), headers);
    ServedModel served =
        version.isPresent() ? release.version(version.getAsInt()) : release.route(hash);
    try {
      Batch batch = request.values(served.reader());
      Flags.Collector unusual = new Flags.Collector();
      served.checks().check(batch, unusual);
      Scores scores = served.scorer().score(batch);
      List<Integer> policy = decide(served, scores);
      Exploration.Decided decided = explore(release, names, policy, scores, unusual);
      Flags flags = unusual.build();
      served.traffic().add(batch, scores);
      ServedVersion answered =
          new ServedVersion(
              release.epoch().target().model(),
              served.content().version(),
              release.epoch().number());
      Keeping keeping = new Keeping(names.size());
      for (int row = 0; row < names.size(); row++) {
        keeping.handedOver(
            log.append(
                logged(request, names.get(row), row, answered, scores, decided, flags, micros),
                keeping));
      }
      shadows.answered(release.epoch().target(), hash, request, scores, policy);
      Predicted predicted =
          new Predicted(answered, names, scores, decided.decisions(), flags, keeping.unkept());
      served.counter().answered(nanoTime.getAsLong() - begun);
      return predicted;
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

  private Exploration.Decided explore(
      LiveRelease release,
      List<PredictionId> names,
      List<Integer> policy,
      Scores scores,
      Flags.Collector unusual) {
    if (policy.isEmpty() || !settings.explore().isOf(release.epoch().target().model())) {
      return Exploration.Decided.plainly(policy);
    }
    Exploration.Decided decided = settings.explore().draw(names, policy, scores.labels().size());
    for (int row = 0; row < policy.size(); row++) {
      if (decided.drawn().get(row)) {
        unusual.add(row, Exploration.DRAWN);
      }
    }
    return decided;
  }

  /** What the log keeps beside the answer: its flags, and how probable the decision was. */
  private static List<String> warnings(Exploration.Decided decided, Flags flags, int row) {
    if (decided.propensities().isEmpty()) {
      return flags.of(row);
    }
    List<String> warnings = new ArrayList<>(flags.of(row));
    warnings.add(Exploration.PROPENSITY + decided.propensities().get(row));
    return warnings;
  }

  private LoggedPrediction logged(
      PredictRequest request,
      PredictionId id,
      int row,
      ServedVersion version,
      Scores scores,
      Exploration.Decided decided,
      Flags flags,
      long micros) {
    double[] values = new double[scores.outputs()];
    for (int output = 0; output < values.length; output++) {
      values[output] = scores.score(row, output);
    }
    return new LoggedPrediction(
        id,
        micros,
        version,
        request.rows().get(row),
        ScoreVector.owning(values),
        decided.decisions().isEmpty()
            ? Optional.empty()
            : Optional.of(scores.labels().get(decided.decisions().get(row))),
        log.sampling().probability(),
        request.keys().isEmpty() ? Optional.empty() : Optional.of(request.keys().get(row)),
        warnings(decided, flags, row));
  }
}

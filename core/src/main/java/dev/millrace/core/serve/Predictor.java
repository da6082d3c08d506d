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
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.scorer.Scores;
import dev.millrace.spi.id.ModelName;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Answers requests for predictions: routes, checks, scores, decides, counts and keeps. Nothing in
 * it blocks, so that it may run on an event loop. An answer may go out when every prediction of it
 * is in the log or known not to be: {@link Predicted#unkept}. Safe for any number of threads.
 */
public final class Predictor {
  private static final Logger LOG = System.getLogger(Predictor.class.getName());

  private final Map<ModelName, AtomicInteger> underWay = new ConcurrentHashMap<>();
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
    AtomicInteger busy = enter(release);
    try {
      Predicted predicted = answer(release, version, body, headers);
      var _ = predicted.unkept().whenComplete((unkept, failure) -> busy.decrementAndGet());
      return predicted;
    } catch (RuntimeException | Error e) {
      busy.decrementAndGet();
      throw e;
    }
  }

  /** Counts a request of a model until its predictions are kept: MODEL_BUSY when it is too many. */
  private AtomicInteger enter(LiveRelease release) {
    ModelName model = release.epoch().target().model();
    AtomicInteger busy = underWay.computeIfAbsent(model, any -> new AtomicInteger());
    if (busy.incrementAndGet() > settings.mostUnderWay()) {
      busy.decrementAndGet();
      throw Problem.of(ErrorCode.MODEL_BUSY, "as many requests of this model are answered as may")
          .at(model.value())
          .allowed("at most " + settings.mostUnderWay() + " at once")
          .next("Ask again a little later, or raise 'predict.model-requests'.")
          .asException();
    }
    return busy;
  }

  private Predicted answer(
      LiveRelease release, OptionalInt version, byte[] body, RequestHeaders headers) {
    PredictRequest request = PredictRequest.read(body, settings.mostRows());
    long micros = Micros.of(clock.instant());
    List<PredictionId> names = new ArrayList<>(request.rows().size());
    for (int row = 0; row < request.rows().size(); row++) {
      names.add(ids.next(micros));
    }
    long hash = Stickiness.hash(release.sticky(), request, names.get(0), headers);
    Asked asked = new Asked(release, request, names, hash, micros);
    if (version.isPresent()) {
      return answer(asked, release.version(version.getAsInt()), List.of());
    }
    ServedModel routed = release.route(hash);
    Optional<ServedModel> instead = instead(release, routed);
    if (instead.isEmpty()) {
      return answer(asked, routed, List.of());
    }
    Fallback fallback = settings.fallback();
    if (!routed.breaker().allows(nanoTime.getAsLong(), fallback.pause())) {
      return answer(asked, instead.get(), List.of(Fallback.FLAG));
    }
    try {
      Predicted predicted = answer(asked, routed, List.of());
      routed.breaker().succeeded();
      return predicted;
    } catch (MillraceException e) {
      if (e.code().blame() == Blame.CALLER && e.code() != ErrorCode.SCORE_UNDEFINED) {
        throw e;
      }
    } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
      LOG.log(Level.ERROR, "version " + routed.content().version() + " failed", e);
    }
    routed.breaker().failed(nanoTime.getAsLong(), fallback.failures(), fallback.pause());
    return answer(asked, instead.get(), List.of(Fallback.FLAG));
  }

  /** What answers when a version cannot: for a candidate what is live, for that what was before. */
  private Optional<ServedModel> instead(LiveRelease release, ServedModel routed) {
    if (!settings.fallback().isOn()) {
      return Optional.empty();
    }
    ServedModel first = release.models().get(0);
    int version = routed.content().version();
    return version != first.content().version()
        ? Optional.of(first)
        : releases
            .standby(release.epoch().target())
            .filter(other -> other.content().version() != version);
  }

  /** A request that was read and routed. */
  private record Asked(
      LiveRelease release,
      PredictRequest request,
      List<PredictionId> names,
      long hash,
      long micros) {}

  private Predicted answer(Asked asked, ServedModel served, List<String> marks) {
    long begun = nanoTime.getAsLong();
    LiveRelease release = asked.release;
    try {
      Batch batch = asked.request.values(served.reader());
      Flags.Collector unusual = new Flags.Collector();
      served.checks().check(batch, unusual);
      Scores scores = served.scorer().score(batch);
      requireFinite(scores);
      List<Integer> policy = decide(served, scores);
      Exploration.Decided decided = explore(release, asked.names, policy, scores, unusual);
      for (int row = 0; row < asked.names.size(); row++) {
        for (String mark : marks) {
          unusual.add(row, mark);
        }
      }
      Flags flags = unusual.build();
      served.traffic().add(batch, scores);
      ServedVersion answered =
          new ServedVersion(
              release.epoch().target().model(),
              served.content().version(),
              release.epoch().number());
      Keeping keeping = new Keeping(asked.names.size());
      for (int row = 0; row < asked.names.size(); row++) {
        keeping.handedOver(
            log.append(logged(asked, row, answered, scores, decided, flags), keeping));
      }
      shadows.answered(release.epoch().target(), asked.hash, asked.request, scores, policy);
      Predicted predicted =
          new Predicted(
              answered, asked.names, scores, decided.decisions(), flags, keeping.unkept());
      served.counter().answered(nanoTime.getAsLong() - begun);
      return predicted;
    } catch (MillraceException e) {
      if (e.code().blame() != Blame.CALLER || e.code() == ErrorCode.SCORE_UNDEFINED) {
        served.counter().failed();
      }
      throw e;
    } catch (RuntimeException e) {
      served.counter().failed();
      throw e;
    }
  }

  /** A score that is no number is none, however it came about. */
  private static void requireFinite(Scores scores) {
    for (int row = 0; row < scores.rows(); row++) {
      for (int output = 0; output < scores.outputs(); output++) {
        if (!Double.isFinite(scores.score(row, output))) {
          throw Problem.of(ErrorCode.SCORE_UNDEFINED, "the model has no score for this row")
              .at("row " + row)
              .found(Double.toString(scores.score(row, output)))
              .next(
                  "Look for values in the row that are far out of the range of the training rows.")
              .asException();
        }
      }
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
      Asked asked,
      int row,
      ServedVersion version,
      Scores scores,
      Exploration.Decided decided,
      Flags flags) {
    double[] values = new double[scores.outputs()];
    for (int output = 0; output < values.length; output++) {
      values[output] = scores.score(row, output);
    }
    return new LoggedPrediction(
        asked.names.get(row),
        asked.micros,
        version,
        asked.request.rows().get(row),
        ScoreVector.owning(values),
        decided.decisions().isEmpty()
            ? Optional.empty()
            : Optional.of(scores.labels().get(decided.decisions().get(row))),
        log.sampling().probability(),
        asked.request.keys().isEmpty()
            ? Optional.empty()
            : Optional.of(asked.request.keys().get(row)),
        warnings(decided, flags, row));
  }
}

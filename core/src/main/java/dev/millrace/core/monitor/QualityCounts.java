package dev.millrace.core.monitor;

import dev.millrace.core.evaluate.Evaluator;
import dev.millrace.core.evaluate.ScoredRows;
import dev.millrace.core.serve.join.LabelledPrediction;
import dev.millrace.core.serve.log.Micros;
import dev.millrace.core.serve.log.NodeId;
import dev.millrace.core.serve.log.PredictionId;
import dev.millrace.core.serve.log.ScoreVector;
import dev.millrace.spi.data.RowHash;
import dev.millrace.spi.learn.Task;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;

/** The open window of one version's quality. One thread. */
final class QualityCounts {
  private static final long SEED = 42;

  private final QualityBasis basis;
  private final double sampling;
  private final Map<PredictionId, Row> rows = new LinkedHashMap<>();
  private long unfit;
  private long late;
  private long firstArrival = Long.MAX_VALUE;
  private long lastArrival = Long.MIN_VALUE;

  /** What was said, and what turned out to be true as a number. */
  private record Row(ScoreVector scores, double label) {}

  /**
   * @param sampling probability with which the predictions of this window were kept
   */
  QualityCounts(QualityBasis basis, double sampling) {
    this.basis = basis;
    this.sampling = sampling;
  }

  /** Counts a prediction whose label is known or has become another. */
  void add(LabelledPrediction labelled) {
    PredictionId id = labelled.prediction().id();
    ScoreVector scores = labelled.prediction().scores();
    firstArrival = Math.min(firstArrival, labelled.label().arrivalMicros());
    lastArrival = Math.max(lastArrival, labelled.label().arrivalMicros());
    OptionalDouble label = label(labelled.label().value());
    if (label.isEmpty() || scores.size() != width()) {
      unfit++;
      rows.remove(id);
    } else if (labelled.replaced().isPresent() && !rows.containsKey(id)) {
      late++;
    } else {
      rows.put(id, new Row(scores, label.getAsDouble()));
    }
  }

  double sampling() {
    return sampling;
  }

  int rows() {
    return rows.size();
  }

  /** When the first label of the window came; only when there is one. */
  Instant from() {
    return Micros.instant(firstArrival);
  }

  /** Just after the last label of the window came. */
  Instant to() {
    return Micros.instant(lastArrival + 1);
  }

  /** The window with its metrics; waits for the workers. */
  QualityWindow close(SortedMap<NodeId, Long> labels, ExecutorService workers) {
    int width = width();
    double[] outputs = new double[rows.size() * width];
    float[] truths = new float[rows.size()];
    long[] hashes = new long[rows.size()];
    int at = 0;
    for (Map.Entry<PredictionId, Row> entry : rows.entrySet()) {
      for (int output = 0; output < width; output++) {
        outputs[at * width + output] = entry.getValue().scores().at(output);
      }
      truths[at] = (float) entry.getValue().label();
      hashes[at] = RowHash.mix(entry.getKey().high(), entry.getKey().low());
      at++;
    }
    ScoredRows scored =
        new ScoredRows(
            basis.evaluation().task(),
            Math.max(1, basis.evaluation().classes().size()),
            outputs,
            truths,
            hashes);
    Evaluator.Results results =
        new Evaluator(basis.settings(), SEED, workers)
            .evaluate(scored, List.of(), basis.evaluation().threshold());
    return new QualityWindow(rows.size(), unfit, late, sampling, results.overall(), labels);
  }

  private int width() {
    return basis.evaluation().task() == Task.MULTICLASS ? basis.evaluation().classes().size() : 1;
  }

  private OptionalDouble label(String text) {
    if (basis.evaluation().task() != Task.REGRESSION) {
      int known = basis.evaluation().classes().indexOf(text);
      return known < 0 ? OptionalDouble.empty() : OptionalDouble.of(known);
    }
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite((float) value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}

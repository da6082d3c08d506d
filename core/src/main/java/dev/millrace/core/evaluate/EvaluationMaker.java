package dev.millrace.core.evaluate;

import dev.millrace.core.chart.Mark.Point;
import dev.millrace.core.evaluate.Evaluator.Judged;
import dev.millrace.spi.learn.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Makes an {@link Evaluation} of scored rows. */
public final class EvaluationMaker {
  private final Evaluator evaluator;
  private final List<String> classes;

  public EvaluationMaker(Evaluator evaluator, List<String> classes) {
    this.evaluator = evaluator;
    this.classes = List.copyOf(classes);
  }

  /**
   * Evaluates.
   *
   * @param scorer what is evaluated, for people
   * @param threshold decision threshold of a two-class task, NaN for others
   */
  public Evaluation make(String scorer, ScoredRows rows, List<Slice> slices, float threshold) {
    return make(List.of(scorer), List.of(new Judged(rows, threshold)), slices).get(0);
  }

  /** Evaluates scorers that were shown the same rows. */
  public List<Evaluation> make(List<String> scorers, List<Judged> judged, List<Slice> slices) {
    List<Evaluator.Results> results = evaluator.evaluate(judged, slices);
    List<Evaluation> evaluations = new ArrayList<>();
    for (int i = 0; i < scorers.size(); i++) {
      Judged said = judged.get(i);
      evaluations.add(make(scorers.get(i), said.rows(), said.threshold(), results.get(i)));
    }
    return evaluations;
  }

  private Evaluation make(
      String scorer, ScoredRows rows, float threshold, Evaluator.Results results) {
    List<Point> none = List.of();
    if (rows.task() != Task.BINARY) {
      return new Evaluation(
          scorer,
          rows.task(),
          classes,
          rows.rows(),
          Float.NaN,
          results,
          rows.task() == Task.REGRESSION ? List.of() : confusion(rows),
          none,
          none,
          rows.task() == Task.REGRESSION ? Residuals.calibration(rows) : none,
          rows.task() == Task.REGRESSION ? Residuals.bins(rows) : List.of(),
          List.of());
    }
    int[] all = IntStream.range(0, rows.rows()).toArray();
    RankedBinary ranked = RankedBinary.of(rows.outputs(), rows.labels(), all, threshold);
    BinaryTally tally = ranked.tally();
    return new Evaluation(
        scorer,
        rows.task(),
        classes,
        rows.rows(),
        threshold,
        results,
        List.of(
            (long) tally.trueNegatives(),
            (long) tally.falsePositives(),
            (long) tally.falseNegatives(),
            (long) tally.truePositives()),
        defined(Curves.roc(ranked)),
        defined(Curves.precisionRecall(ranked)),
        Curves.calibration(ranked),
        List.of(),
        List.of());
  }

  private static List<Point> defined(List<Point> points) {
    return points.stream()
        .filter(point -> !Double.isNaN(point.across()) && !Double.isNaN(point.up()))
        .toList();
  }

  private static List<Long> confusion(ScoredRows rows) {
    byte[] ones = new byte[rows.rows()];
    Arrays.fill(ones, (byte) 1);
    int[] all = IntStream.range(0, rows.rows()).toArray();
    double[] cells =
        MulticlassMetrics.tally(rows.classes(), rows.outputs(), rows.labels(), all, ones).cells();
    return Arrays.stream(cells).mapToObj(cell -> (long) cell).toList();
  }
}

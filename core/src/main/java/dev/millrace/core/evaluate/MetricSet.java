package dev.millrace.core.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every metric of one group of rows, computed together for any weights. Immutable, thread-safe.
 *
 * @param <M> the tally the metrics are read off
 */
final class MetricSet<M> {
  private final List<Metric<M>> metrics;
  private final Function<byte[], M> tally;

  private MetricSet(List<Metric<M>> metrics, Function<byte[], M> tally) {
    this.metrics = metrics;
    this.tally = tally;
  }

  /** The metrics of a task over the chosen rows. */
  static MetricSet<?> of(ScoredRows rows, int[] chosen, float threshold, CostMatrix cost) {
    return switch (rows.task()) {
      case BINARY -> {
        RankedBinary ranked = RankedBinary.of(rows.outputs(), rows.labels(), chosen, threshold);
        yield new MetricSet<>(BinaryMetrics.with(cost), ranked::tally);
      }
      case MULTICLASS ->
          new MetricSet<>(
              MulticlassMetrics.ALL,
              weights ->
                  MulticlassMetrics.tally(
                      rows.classes(), rows.outputs(), rows.labels(), chosen, weights));
      case REGRESSION ->
          new MetricSet<>(
              RegressionMetrics.ALL,
              weights -> RegressionMetrics.tally(rows.outputs(), rows.labels(), chosen, weights));
    };
  }

  /** One value per metric, with each row counted by its weight. */
  double[] compute(byte[] weights) {
    M sums = tally.apply(weights);
    double[] values = new double[metrics.size()];
    for (int i = 0; i < values.length; i++) {
      double value = metrics.get(i).read().applyAsDouble(sums);
      values[i] = Double.isInfinite(value) ? Double.NaN : value;
    }
    return values;
  }

  /** Estimates from the value on all rows and the values of bootstrap samples. */
  List<Estimate> estimates(double[] values, List<double[]> samples) {
    List<Estimate> estimates = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      int metric = i;
      double[] sampled = samples.stream().mapToDouble(sample -> sample[metric]).toArray();
      double[] interval = Bootstrap.interval(sampled);
      Metric<M> read = metrics.get(i);
      estimates.add(
          Double.isNaN(values[i])
              ? new Estimate(
                  read.name(),
                  read.better(),
                  Double.NaN,
                  Double.NaN,
                  Double.NaN,
                  Optional.of("it needs " + read.needs()))
              : Estimate.of(read.name(), read.better(), values[i], interval[0], interval[1]));
    }
    return estimates;
  }
}

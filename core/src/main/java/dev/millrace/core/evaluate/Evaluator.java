package dev.millrace.core.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Computes every metric on all rows and on each slice, with bootstrap intervals. The result depends
 * on rows, settings and seed only, not on the number of threads.
 */
public final class Evaluator {
  private final EvaluateSettings settings;
  private final long seed;
  private final ExecutorService workers;

  /**
   * @param workers runs bootstrap samples; the caller waits for them
   */
  public Evaluator(EvaluateSettings settings, long seed, ExecutorService workers) {
    this.settings = settings;
    this.seed = seed;
    this.workers = workers;
  }

  /** What the metrics are on all rows and on the slices. */
  public record Results(List<Estimate> overall, List<SliceResult> slices) {
    public Results {
      overall = List.copyOf(overall);
      slices = List.copyOf(slices);
    }
  }

  /**
   * Evaluates scored rows.
   *
   * @param threshold decision threshold of a two-class task, compared in float
   */
  public Results evaluate(ScoredRows rows, List<Slice> slices, float threshold) {
    return evaluate(List.of(new Judged(rows, threshold)), slices).get(0);
  }

  /**
   * What one scorer said of the rows.
   *
   * @param threshold decision threshold of a two-class task, compared in float
   */
  public record Judged(ScoredRows rows, float threshold) {
    public Judged {
      Objects.requireNonNull(rows);
    }
  }

  /** Evaluates what several scorers said of the same rows; they share the bootstrap samples. */
  public List<Results> evaluate(List<Judged> scorers, List<Slice> slices) {
    ScoredRows first = scorers.get(0).rows();
    List<List<MetricSet<?>>> groups = new ArrayList<>();
    for (Judged scorer : scorers) {
      if (!Arrays.equals(scorer.rows().hashes(), first.hashes())) {
        throw new IllegalArgumentException("the scorers were shown different rows");
      }
      groups.add(groups(scorer, slices));
    }
    List<List<MetricSet<?>>> sets = List.copyOf(groups);
    List<MetricSet<?>> flat = sets.stream().<MetricSet<?>>flatMap(List::stream).toList();
    List<List<double[]>> samples = samples(first, flat);
    byte[] ones = new byte[first.rows()];
    Arrays.fill(ones, (byte) 1);
    List<Results> results = new ArrayList<>();
    for (int scorer = 0; scorer < sets.size(); scorer++) {
      List<MetricSet<?>> own = sets.get(scorer);
      int from = scorer * own.size();
      results.add(
          results(
              own,
              slices,
              own.stream().map(group -> group.compute(ones)).toList(),
              samples.stream().map(sample -> sample.subList(from, from + own.size())).toList()));
    }
    return results;
  }

  private List<MetricSet<?>> groups(Judged scorer, List<Slice> slices) {
    ScoredRows rows = scorer.rows();
    List<MetricSet<?>> groups = new ArrayList<>();
    int[] all = IntStream.range(0, rows.rows()).toArray();
    groups.add(MetricSet.of(rows, all, scorer.threshold(), settings.cost()));
    slices.forEach(
        slice -> groups.add(MetricSet.of(rows, slice.rows(), scorer.threshold(), settings.cost())));
    return groups;
  }

  private static Results results(
      List<MetricSet<?>> groups,
      List<Slice> slices,
      List<double[]> values,
      List<List<double[]>> samples) {
    List<SliceResult> sliced = new ArrayList<>();
    for (int i = 0; i < slices.size(); i++) {
      Slice slice = slices.get(i);
      sliced.add(
          new SliceResult(
              slice.by(),
              slice.value(),
              slice.rows().length,
              groups.get(i + 1).estimates(values.get(i + 1), of(samples, i + 1))));
    }
    return new Results(groups.get(0).estimates(values.get(0), of(samples, 0)), sliced);
  }

  private static List<double[]> of(List<List<double[]>> samples, int group) {
    return samples.stream().map(sample -> sample.get(group)).toList();
  }

  /** By sample, then by group, the values of the group's metrics. */
  private List<List<double[]>> samples(ScoredRows rows, List<MetricSet<?>> groups) {
    List<Callable<List<double[]>>> tasks = new ArrayList<>();
    for (int sample = 0; sample < settings.samples(); sample++) {
      int number = sample;
      tasks.add(
          () -> {
            byte[] weights = Bootstrap.weights(rows.hashes(), seed, number);
            return groups.stream().map(group -> group.compute(weights)).toList();
          });
    }
    try {
      List<List<double[]>> samples = new ArrayList<>();
      for (Future<List<double[]>> future : workers.invokeAll(tasks)) {
        samples.add(future.get());
      }
      return samples;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw dev.millrace.error.Problem.of(
              dev.millrace.error.ErrorCode.CANCELLED, "the evaluation was cancelled")
          .asException();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a bootstrap sample failed", e.getCause());
    }
  }
}

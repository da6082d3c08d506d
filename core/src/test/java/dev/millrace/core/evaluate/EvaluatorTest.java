package dev.millrace.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EvaluatorTest {
  private static final EvaluateSettings SETTINGS =
      new EvaluateSettings(CostMatrix.EQUAL, List.of(), 1, 100);
  private static final ScoredRows ROWS = MadeScores.random(new SplittableRandom(31), 400, 50);
  private static final Slice EVEN =
      new Slice("parity", "even", IntStream.range(0, 400).filter(row -> row % 2 == 0).toArray());

  @Test
  void theNumberOfThreadsChangesNothing() {
    Evaluator.Results one = evaluate(ROWS, List.of(EVEN), 7, 1);
    assertThat(evaluate(ROWS, List.of(EVEN), 7, 2)).isEqualTo(one);
    assertThat(evaluate(ROWS, List.of(EVEN), 7, 1)).isEqualTo(one);
    assertThat(evaluate(ROWS, List.of(EVEN), 8, 1)).isNotEqualTo(one);
  }

  @Test
  void anIntervalHoldsItsValue() {
    for (Estimate estimate : evaluate(ROWS, List.of(), 7, 1).overall()) {
      assertThat(estimate.low()).as(estimate.metric()).isLessThan(estimate.value());
      assertThat(estimate.high()).as(estimate.metric()).isGreaterThan(estimate.value());
    }
  }

  @Test
  void aSliceIsEvaluatedAsItsRowsAlone() {
    SliceResult slice = evaluate(ROWS, List.of(EVEN), 7, 1).slices().get(0);
    double[] scores = IntStream.of(EVEN.rows()).mapToDouble(row -> ROWS.outputs()[row]).toArray();
    int[] labels = IntStream.of(EVEN.rows()).map(row -> (int) ROWS.labels()[row]).toArray();
    List<Estimate> alone = evaluate(MadeScores.binary(scores, labels), List.of(), 7, 1).overall();
    assertThat(slice.rows()).isEqualTo(200);
    assertThat(slice.estimates().stream().map(Estimate::value))
        .containsExactlyElementsOf(alone.stream().map(Estimate::value).toList());
  }

  @Test
  void whatIsUndefinedHasNoInterval() {
    ScoredRows rows = MadeScores.binary(new double[] {0.2, 0.4}, 0, 0);
    Estimate area =
        evaluate(rows, List.of(), 7, 1).overall().stream()
            .filter(estimate -> estimate.metric().equals("auc"))
            .findFirst()
            .orElseThrow();
    assertThat(area.isDefined()).isFalse();
    assertThat(area.low()).isNaN();
    assertThat(area.high()).isNaN();
  }

  private static Evaluator.Results evaluate(
      ScoredRows rows, List<Slice> slices, long seed, int threads) {
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      return new Evaluator(SETTINGS, seed, workers).evaluate(rows, slices, 0.5f);
    }
  }
}

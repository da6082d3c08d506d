package dev.millrace.learners.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.model.DecisionTrees;
import dev.millrace.spi.learn.Fitted;
import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.learn.LearnerSetting;
import dev.millrace.spi.learn.LearnerSettings;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.learn.TrainingRows;
import dev.millrace.testkit.learn.FitLog;
import dev.millrace.testkit.learn.LearnerFixture;
import dev.millrace.testkit.learn.MadeRows;
import dev.millrace.testkit.learn.Parity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LightGbmLearnerTest {
  private record Fixture(Map<String, Double> given) implements LearnerFixture {
    @Override
    public LearnerProvider provider() {
      return new LightGbmProvider();
    }

    @Override
    public LearnerSettings settings() {
      return LearnerSettings.of(provider().settings(), given);
    }
  }

  @Test
  void earlyStoppingKeepsTheBestRoundsAndBothScorersUseThem() {
    for (Task task : Task.values()) {
      TrainingRows train = MadeRows.of(task, 400, 6, 51);
      TrainingRows validation = MadeRows.of(task, 2_000, 6, 52);
      FitLog log = FitLog.threads(2);
      int rounds =
          new Fixture(Map.of("rounds", 300.0, "learning-rate", 0.5, "early-stopping", 5.0))
              .fit(
                  task,
                  train,
                  validation,
                  log,
                  fitted -> {
                    Parity.check(fitted, validation);
                    int outputs = fitted.model().outputs();
                    assertThat(((DecisionTrees) fitted.model()).size())
                        .as("trees and a start for each output")
                        .isEqualTo((fitted.rounds() + 1) * outputs);
                    return fitted.rounds();
                  });
      assertThat(log.told()).hasSize(rounds + 5).hasSizeLessThan(300);
      double best = log.told().get(rounds - 1).loss();
      assertThat(log.told()).allMatch(done -> done.loss() >= best);
    }
  }

  /** Every setting but the rounds and the patience changes what is learned. */
  @Test
  void everySettingReachesTheLibrary() {
    TrainingRows train = MadeRows.of(Task.BINARY, 600, 6, 57);
    byte[] plain =
        new Fixture(Map.of("rounds", 5.0)).bytes(Task.BINARY, train, train, FitLog.threads(1));
    Map<String, Double> changes =
        Map.ofEntries(
            Map.entry("leaves", 4.0),
            Map.entry("depth", 2.0),
            Map.entry("learning-rate", 0.3),
            Map.entry("min-leaf-rows", 100.0),
            Map.entry("min-child-weight", 30.0),
            Map.entry("subsample", 0.5),
            Map.entry("column-sample", 0.3),
            Map.entry("l2", 10.0),
            Map.entry("l1", 5.0),
            Map.entry("gamma", 5.0),
            Map.entry("max-bins", 4.0));
    assertThat(changes.keySet())
        .hasSize(LightGbmSettings.ALL.size() - 2)
        .isSubsetOf(LightGbmSettings.ALL.stream().map(LearnerSetting::name).toList());
    changes.forEach(
        (name, value) ->
            assertThat(
                    new Fixture(Map.of("rounds", 5.0, name, value))
                        .bytes(Task.BINARY, train, train, FitLog.threads(1)))
                .as(name)
                .isNotEqualTo(plain));
  }

  @Test
  void withoutAnySplitTheStartIsLearned() {
    TrainingRows train = MadeRows.of(Task.REGRESSION, 15, 2, 58);
    int rounds =
        new Fixture(Map.of("rounds", 30.0))
            .fit(
                Task.REGRESSION,
                train,
                MadeRows.none(train),
                FitLog.threads(1),
                fitted -> {
                  Parity.check(fitted, train);
                  return fitted.rounds();
                });
    assertThat(rounds).as("20 rows on each side of a split cannot be had").isEqualTo(1);
  }

  @Test
  void whatTheLibrarySaysIsToldInOneLine() {
    TrainingRows train = MadeRows.of(Task.BINARY, 50, 2, 59);
    try (NativeRows rows = NativeRows.training(train.features(), train.labels(), "verbosity=-1")) {
      assertThatThrownBy(() -> NativeBooster.open(rows, "objective=nonsense verbosity=-1", 1))
          .isInstanceOfSatisfying(
              MillraceException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.TRAINING_FAILED))
          .hasMessageContaining("LightGBM failed while starting; found Unknown objective");
    }
  }

  @Test
  void fitsDifferBySeedOnlyWhereChanceIsWanted() {
    TrainingRows train = MadeRows.of(Task.REGRESSION, 1_000, 8, 55);
    for (String sample : List.of("subsample", "column-sample")) {
      Fixture sampled = new Fixture(Map.of("rounds", 5.0, sample, 0.5));
      assertThat(sampled.bytes(Task.REGRESSION, train, train, FitLog.seed(1)))
          .isNotEqualTo(sampled.bytes(Task.REGRESSION, train, train, FitLog.seed(2)));
    }
    Fixture whole = new Fixture(Map.of("rounds", 5.0));
    assertThat(whole.bytes(Task.REGRESSION, train, train, FitLog.seed(1)))
        .isEqualTo(whole.bytes(Task.REGRESSION, train, train, FitLog.seed(2)));
    int rounds = whole.fit(Task.REGRESSION, train, train, FitLog.seed(1), Fitted::rounds);
    assertThat(rounds).isEqualTo(5);
  }
}

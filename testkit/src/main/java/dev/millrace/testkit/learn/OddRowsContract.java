package dev.millrace.testkit.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.error.ErrorCode;
import dev.millrace.feature.FeatureMatrix;
import dev.millrace.model.LearnedModel;
import dev.millrace.spi.learn.Fitted;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.learn.TrainingRows;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Rows as strangers send them: learned from soundly, or refused by name. */
public interface OddRowsContract extends LearnerFixture {
  /** Learns, and checks that margins are finite and as trained. */
  private LearnedModel learn(Task task, TrainingRows train) {
    return fit(
        task,
        train,
        train,
        FitLog.threads(2),
        fitted -> {
          Parity.check(fitted, train);
          Parity.requireFinite(task.toString(), fitted.trainerMargins(train.features()));
          assertThat(fitted.model().width()).isEqualTo(train.features().width());
          return fitted.model();
        });
  }

  private static TrainingRows with(Task task, int width, float... cycle) {
    TrainingRows rows = MadeRows.of(task, 400, width, 21);
    float[] values = rows.features().values();
    for (int i = 0; i < values.length; i += width) {
      values[i] = cycle[(i / width) % cycle.length];
    }
    return rows;
  }

  @Test
  default void featuresThatNeverVaryOrAreAlwaysMissing() {
    for (Task task : provider().tasks()) {
      learn(task, with(task, 3, 7.5f));
      learn(task, with(task, 3, Float.NaN));
      learn(task, with(task, 3, Float.NaN, 2));
      learn(task, with(task, 1, 0));
      learn(task, with(task, 1, Float.NaN));
    }
  }

  @Test
  default void valuesAtTheEndsOfFloat() {
    for (Task task : provider().tasks()) {
      float most = Float.MAX_VALUE;
      learn(task, with(task, 2, most, -most, 0, -0f, Float.MIN_VALUE, -Float.MIN_VALUE));
      learn(task, with(task, 2, Float.MIN_VALUE, 0));
      learn(task, with(task, 2, 1e9f, 1e9f + 64));
    }
  }

  @Test
  default void oneFeatureAndOneThousand() {
    for (Task task : provider().tasks()) {
      learn(task, MadeRows.of(task, 500, 1, 22));
      learn(task, MadeRows.of(task, 300, 1_000, 23));
    }
  }

  @Test
  default void fewRows() {
    for (Task task : provider().tasks()) {
      TrainingRows rows = MadeRows.of(task, 2, 3, 24);
      learn(task, MadeRows.labelled(rows, 0, 1));
    }
    TrainingRows one = MadeRows.of(Task.REGRESSION, 1, 3, 25);
    if (provider().tasks().contains(Task.REGRESSION)) {
      assertThat(LearnerFixture.margins(learn(Task.REGRESSION, one), one)[0])
          .isEqualTo(one.labels()[0]);
    }
  }

  @Test
  default void rareClasses() {
    for (Task task : provider().tasks()) {
      if (task != Task.REGRESSION) {
        TrainingRows rows = MadeRows.of(task, 5_000, 4, 26);
        float[] labels = new float[5_000];
        labels[17] = 1;
        learn(task, MadeRows.labelled(rows, labels));
        Arrays.fill(labels, 1);
        labels[17] = 0;
        learn(task, MadeRows.labelled(rows, labels));
      }
    }
  }

  @Test
  default void labelsThatAFeatureGivesAway() {
    for (Task task : provider().tasks()) {
      TrainingRows rows = MadeRows.of(task, 3_000, 3, 27);
      float[] values = rows.features().values();
      for (int i = 0; i < rows.labels().length; i++) {
        values[i * 3] = rows.labels()[i];
        values[i * 3 + 1] = 2 * rows.labels()[i] - 1;
      }
      learn(task, rows);
    }
  }

  @Test
  default void numbersOfAnySize() {
    if (!provider().tasks().contains(Task.REGRESSION)) {
      return;
    }
    TrainingRows rows = MadeRows.of(Task.REGRESSION, 2_000, 4, 28);
    for (float unit : new float[] {1e-30f, 1e-12f, 1, 1e12f, 1e27f}) {
      float[] labels = rows.labels().clone();
      for (int i = 0; i < labels.length; i++) {
        labels[i] *= unit;
      }
      learn(Task.REGRESSION, MadeRows.labelled(rows, labels));
    }
    float[] same = new float[2_000];
    Arrays.fill(same, 0.1f);
    TrainingRows constant = MadeRows.labelled(rows, same);
    assertThat(LearnerFixture.margins(learn(Task.REGRESSION, constant), constant))
        .containsOnly(0.1f);
  }

  @Test
  default void rowsNobodyCanLearnFromAreRefused() {
    for (Task task : provider().tasks()) {
      TrainingRows rows = MadeRows.of(task, 100, 2, 29);
      FitLog log = FitLog.threads(1);
      assertThat(refusal(task, MadeRows.none(rows), log)).isEqualTo(ErrorCode.SPLIT_EMPTY);
      TrainingRows bare =
          new TrainingRows(new FeatureMatrix(100, 0, new float[0]), rows.labels(), rows.classes());
      assertThat(refusal(task, bare, log)).isEqualTo(ErrorCode.FEATURE_NONE);
      for (float label : new float[] {Float.NaN, Float.POSITIVE_INFINITY, -3.4e38f}) {
        float[] labels = rows.labels().clone();
        labels[50] = label;
        assertThat(refusal(task, MadeRows.labelled(rows, labels), log))
            .isEqualTo(ErrorCode.LABEL_INVALID);
      }
      if (task != Task.REGRESSION) {
        assertThat(refusal(task, MadeRows.labelled(rows, new float[100]), log))
            .isEqualTo(ErrorCode.LABEL_CONSTANT);
        for (float label : new float[] {-1, 0.5f, rows.classes()}) {
          float[] labels = rows.labels().clone();
          labels[50] = label;
          assertThat(refusal(task, MadeRows.labelled(rows, labels), log))
              .isEqualTo(ErrorCode.LABEL_INVALID);
        }
      }
      assertThat(log.told()).isEmpty();
    }
  }

  @Test
  default void manyClassesAndClassesWithoutRows() {
    if (!provider().tasks().contains(Task.MULTICLASS)) {
      return;
    }
    learn(Task.MULTICLASS, MadeRows.of(Task.MULTICLASS, 40, 2_000, 5, 30));
    TrainingRows rows = MadeRows.of(Task.MULTICLASS, 4, 1_000, 5, 31);
    float[] labels = rows.labels().clone();
    for (int i = 0; i < labels.length; i++) {
      labels[i] = labels[i] == 2 ? 0 : labels[i];
    }
    learn(Task.MULTICLASS, MadeRows.labelled(rows, labels));
  }

  @Test
  default void shuffledMissingValuesOfEveryPattern() {
    for (Task task : provider().tasks()) {
      TrainingRows rows = MadeRows.of(task, 1_000, 8, 32);
      SplittableRandom random = new SplittableRandom(33);
      float[] values = rows.features().values();
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextInt(4) > 0 ? Float.NaN : values[i];
      }
      learn(task, rows);
    }
  }

  @Test
  default void longerArraysThanTheirRows() {
    for (Task task : provider().tasks()) {
      TrainingRows rows = MadeRows.of(task, 200, 3, 34);
      float[] padded = Arrays.copyOf(rows.features().values(), 5_000);
      Arrays.fill(padded, 600, 5_000, Float.POSITIVE_INFINITY);
      TrainingRows same =
          new TrainingRows(new FeatureMatrix(200, 3, padded), rows.labels(), rows.classes());
      byte[] expected = bytes(task, rows, MadeRows.none(rows), FitLog.threads(1));
      assertThat(bytes(task, same, MadeRows.none(rows), FitLog.threads(1))).isEqualTo(expected);
      assertThat(fit(task, same, same, FitLog.threads(1), Fitted::rounds)).isPositive();
    }
  }
}

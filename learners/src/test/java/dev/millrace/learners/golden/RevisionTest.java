package dev.millrace.learners.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.digest.Digest;
import dev.millrace.learners.constant.ConstantProvider;
import dev.millrace.learners.lightgbm.LightGbmProvider;
import dev.millrace.learners.linear.LinearProvider;
import dev.millrace.learners.xgboost.XGBoostProvider;
import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.learn.LearnerSettings;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.learn.TrainingRows;
import dev.millrace.testkit.learn.FitLog;
import dev.millrace.testkit.learn.LearnerFixture;
import dev.millrace.testkit.learn.MadeRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A revision stands for the bytes a learner gives: when this test fails, raise the integer of the
 * learner's revision and put in the line found.
 */
final class RevisionTest {
  private record Fixture(LearnerProvider provider, Map<String, Double> given)
      implements LearnerFixture {
    @Override
    public LearnerSettings settings() {
      return LearnerSettings.of(provider.settings(), given);
    }
  }

  private static List<String> lines(LearnerProvider provider, Map<String, Double> given) {
    List<String> lines = new ArrayList<>();
    for (Task task : Task.values()) {
      TrainingRows train = MadeRows.of(task, 3_000, 9, 81);
      TrainingRows validation = MadeRows.of(task, 1_000, 9, 82);
      byte[] bytes = new Fixture(provider, given).bytes(task, train, validation, FitLog.threads(1));
      lines.add(provider.revision() + " " + task + " " + Digest.ofBytes(bytes).brief());
    }
    return lines;
  }

  @Test
  void constant() {
    assertThat(lines(new ConstantProvider(), Map.of()))
        .containsExactly(
            "1 BINARY 85f1129e038e", "1 MULTICLASS 359ad9740456", "1 REGRESSION 5dc6aeaece22");
  }

  @Test
  void linear() {
    assertThat(lines(new LinearProvider(), Map.of()))
        .containsExactly(
            "4 BINARY 0bae78322527", "4 MULTICLASS 6b9eafc7865b", "4 REGRESSION 464291fbc500");
  }

  /** The library's compilers round differently on other processors. */
  @Test
  void xgboost() {
    List<String> lines =
        lines(
            new XGBoostProvider(), Map.of("rounds", 15.0, "subsample", 0.7, "column-sample", 0.7));
    if (System.getProperty("os.arch").equals("amd64")
        && System.getProperty("os.name").equals("Linux")) {
      assertThat(lines)
          .containsExactly(
              "2-xgboost-3.1.1 BINARY 5ef42a0cbb04",
              "2-xgboost-3.1.1 MULTICLASS a3a70b65b2db",
              "2-xgboost-3.1.1 REGRESSION d3ffb8ee3ea7");
    }
    assertThat(lines).doesNotHaveDuplicates();
  }

  /** The library's compilers round differently on other processors. */
  @Test
  void lightgbm() {
    List<String> lines =
        lines(
            new LightGbmProvider(), Map.of("rounds", 15.0, "subsample", 0.7, "column-sample", 0.7));
    if (System.getProperty("os.arch").equals("amd64")
        && System.getProperty("os.name").equals("Linux")) {
      assertThat(lines)
          .containsExactly(
              "1-lightgbm-4.3.0 BINARY e8452416513b",
              "1-lightgbm-4.3.0 MULTICLASS 8c0eac24c5ed",
              "1-lightgbm-4.3.0 REGRESSION 434e8d6dd40f");
    }
    assertThat(lines).doesNotHaveDuplicates();
  }
}

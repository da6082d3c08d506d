package dev.millrace.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.evaluate.Better;
import dev.millrace.core.evaluate.Estimate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QualityVerdictTest {
  private static final QualitySettings TEN_PERCENT =
      new QualitySettings(Optional.empty(), 0.1, 200, 1_000);

  @Test
  void aWindowThatIsSurelyWorseThanAllowedIsAFall() {
    QualityVerdict verdict = judge(TEN_PERCENT, 1_000, 0.5, 0.47, 0.53);
    assertThat(verdict).isInstanceOf(QualityVerdict.Fell.class);
    assertThat(verdict.why()).contains("0.5000", "0.3000", "0.3300", "10%");
  }

  @Test
  void worseWithinTheLimitHolds() {
    assertThat(judge(TEN_PERCENT, 1_000, 0.329, 0.32, 0.34))
        .isInstanceOf(QualityVerdict.Holds.class);
  }

  @Test
  void whatMayBeChanceIsNoFall() {
    // 0.04 beyond the limit with a standard error of about 0.021.
    assertThat(judge(TEN_PERCENT, 1_000, 0.37, 0.335, 0.405))
        .isInstanceOf(QualityVerdict.Undecided.class);
  }

  @Test
  void whatCannotBeToldIsNoFall() {
    assertThat(judge(TEN_PERCENT, 199, 0.9, 0.89, 0.91).why()).contains("199", "200");
    assertThat(judge(TEN_PERCENT, 1_000, 0.9, Double.NaN, Double.NaN))
        .isInstanceOf(QualityVerdict.Undecided.class);
    assertThat(
            judge(
                new QualitySettings(Optional.of("rmse"), 0.1, 200, 1_000), 1_000, 0.9, 0.89, 0.91))
        .isEqualTo(new QualityVerdict.Undecided("the version was not evaluated by rmse"));
  }

  private static QualityVerdict judge(
      QualitySettings settings, long rows, double value, double low, double high) {
    return QualityVerdict.of(
        settings,
        QualityMonitorTest.evaluation(0.3, 0.28, 0.32),
        new QualityWindow(
            rows,
            0,
            0,
            1,
            List.of(Estimate.of("log_loss", Better.LOWER, value, low, high)),
            new TreeMap<>()));
  }
}

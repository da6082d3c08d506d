package dev.millrace.learners.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.learners.linear.LinearProvider;
import dev.millrace.learners.xgboost.XGBoostProvider;
import dev.millrace.spi.learn.Fitted;
import dev.millrace.spi.learn.Learner;
import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.learn.LearnerSettings;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.learn.TrainingRows;
import dev.millrace.testkit.learn.FitLog;
import dev.millrace.testkit.learn.LearnerFixture;
import dev.millrace.testkit.learn.MadeRows;
import dev.millrace.testkit.learn.Parity;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Figures beside those of XGBoost 1.7.4 (100 trees of depth 6, learning rate 0.1) and scikit-learn
 * 1.2.1 on the same rows and features. Trees differ in where bins lie and margins start, hence the
 * tolerances; the linear optimum is unique.
 */
@Tag("data")
final class RealDataTest {
  private static final Map<String, Double> HUNDRED_TREES = Map.of("rounds", 100.0);

  private static double[] margins(
      LearnerProvider provider,
      Map<String, Double> settings,
      Task task,
      TrainingRows train,
      TrainingRows test) {
    try (Learner learner = provider.open(task, LearnerSettings.of(provider.settings(), settings));
        Fitted fitted = learner.fit(train, MadeRows.none(train), FitLog.threads(2))) {
      Parity.check(fitted, test);
      return LearnerFixture.margins(fitted.model(), test);
    }
  }

  private static double[] trees(Task task, TrainingRows train, TrainingRows test) {
    return margins(new XGBoostProvider(), HUNDRED_TREES, task, train, test);
  }

  private static double[] linear(Task task, TrainingRows train, TrainingRows test) {
    return margins(new LinearProvider(), Map.of(), task, train, test);
  }

  @Test
  void spambase() throws IOException {
    RealTable table = RealTable.load("spambase/spambase.csv");
    List<String> features = table.allBut("type");
    TrainingRows train =
        table.pick(row -> row % 5 != 4, features, "type", t -> t.equals("spam") ? 1 : 0, 2);
    TrainingRows test =
        table.pick(row -> row % 5 == 4, features, "type", t -> t.equals("spam") ? 1 : 0, 2);
    double[] trees = trees(Task.BINARY, train, test);
    assertThat(Scores.auc(trees, test.labels())).isCloseTo(0.9894, within(0.002));
    assertThat(Scores.logLoss(trees, test.labels())).isCloseTo(0.1240, within(0.008));
    double[] linear = linear(Task.BINARY, train, test);
    assertThat(Scores.auc(linear, test.labels())).isCloseTo(0.9694, within(0.0005));
    assertThat(Scores.logLoss(linear, test.labels())).isCloseTo(0.2628, within(0.0005));
  }

  @Test
  void electricity() throws IOException {
    RealTable table = RealTable.load("electricity/electricity.csv.gz");
    List<String> features =
        List.of("period", "nswprice", "nswdemand", "vicprice", "vicdemand", "transfer");
    TrainingRows train = table.pick(row -> row < 30_208, features, "class", Double::parseDouble, 2);
    TrainingRows test = table.pick(row -> row >= 30_208, features, "class", Double::parseDouble, 2);
    double[] trees = trees(Task.BINARY, train, test);
    assertThat(Scores.auc(trees, test.labels())).isCloseTo(0.8019, within(0.01));
    assertThat(Scores.logLoss(trees, test.labels())).isCloseTo(0.6000, within(0.02));
    double[] linear = linear(Task.BINARY, train, test);
    assertThat(Scores.auc(linear, test.labels())).isCloseTo(0.7980, within(0.0005));
    assertThat(Scores.logLoss(linear, test.labels())).isCloseTo(0.5393, within(0.0005));
  }

  @Test
  void adult() throws IOException {
    RealTable table = RealTable.load("adult/adult_train.csv.gz", "adult/adult_test.csv.gz");
    List<String> features = table.allBut("income");
    TrainingRows train =
        table.pick(row -> row < 32_561, features, "income", t -> t.startsWith(">50K") ? 1 : 0, 2);
    TrainingRows test =
        table.pick(row -> row >= 32_561, features, "income", t -> t.startsWith(">50K") ? 1 : 0, 2);
    double[] trees = trees(Task.BINARY, train, test);
    assertThat(Scores.auc(trees, test.labels())).isCloseTo(0.9268, within(0.002));
    assertThat(Scores.logLoss(trees, test.labels())).isCloseTo(0.2779, within(0.004));
  }

  @Test
  void bankMarketing() throws IOException {
    RealTable table = RealTable.load("bank_marketing/bank_additional_full.csv.gz");
    List<String> features = table.allBut("y", "duration");
    TrainingRows train =
        table.pick(row -> row % 5 != 4, features, "y", t -> t.equals("yes") ? 1 : 0, 2);
    TrainingRows test =
        table.pick(row -> row % 5 == 4, features, "y", t -> t.equals("yes") ? 1 : 0, 2);
    double[] trees = trees(Task.BINARY, train, test);
    assertThat(Scores.auc(trees, test.labels())).isCloseTo(0.7858, within(0.004));
    assertThat(Scores.logLoss(trees, test.labels())).isCloseTo(0.2801, within(0.003));
  }

  /** The figure beside it is that of scikit-learn's histogram boosting. */
  @Test
  void bikeSharing() throws IOException {
    RealTable table = RealTable.load("bike_sharing/bike_sharing_hour.csv.gz");
    List<String> features =
        List.of(
            "season yr mnth hr holiday weekday workingday weathersit temp atemp hum windspeed"
                .split(" ", -1));
    TrainingRows train = table.pick(row -> row % 5 != 4, features, "cnt", Double::parseDouble, 1);
    TrainingRows test = table.pick(row -> row % 5 == 4, features, "cnt", Double::parseDouble, 1);
    double[] trees = trees(Task.REGRESSION, train, test);
    assertThat(Scores.rootMeanSquare(trees, test.labels())).isCloseTo(40.89, within(3.0));
    double[] linear = linear(Task.REGRESSION, train, test);
    assertThat(Scores.rootMeanSquare(linear, test.labels())).isBetween(120.0, 160.0);
  }

  @Test
  void penguins() throws IOException {
    RealTable table = RealTable.load("tfx_penguin/penguins_labelled.csv");
    List<String> features = table.allBut("species");
    TrainingRows train =
        table.pick(row -> row % 5 != 4, features, "species", Double::parseDouble, 3);
    TrainingRows test =
        table.pick(row -> row % 5 == 4, features, "species", Double::parseDouble, 3);
    double[] trees = trees(Task.MULTICLASS, train, test);
    assertThat(Scores.accuracy(trees, test.labels(), 3)).isGreaterThan(0.95);
    double[] linear = linear(Task.MULTICLASS, train, test);
    assertThat(Scores.accuracy(linear, test.labels(), 3)).isGreaterThan(0.95);
  }
}

package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories and target means on real data, with and without. */
@Tag("data")
final class RealFeaturesTest {
  private static final Path DATA = Path.of(System.getProperty("millrace.data", ""));

  private static final String HISTORY =
      """
      history:
        order: [dteday, hr]
        columns:
          cnt_1h: { lag: cnt, rows: 1 }
          cnt_1d: { lag: cnt, rows: 24 }
          cnt_7d: { lag: cnt, rows: 168 }
          cnt_mean_1d: { mean: cnt, over: 24 rows }
          cnt_mean_7d: { mean: cnt, over: 168 rows }
          cnt_same_hour: { mean: cnt, over: 7 rows, by: hr }
      """;

  private static final String BIKE =
      """
      config-version: 1
      name: bike
      source: { files: bike_sharing_hour.csv.gz, time: { column: dteday } }
      label: { column: cnt, task: regression }
      features: { instant: drop, casual: drop, registered: drop, rest: auto }
      split: { by: time, train: 70%, validation: 10%, test: 20% }
      train: { learner: xgboost, rounds: 300, early-stopping: 20 }
      """;

  private static final String ADULT =
      """
      config-version: 1
      name: adult
      source: { files: adult_train.csv.gz }
      label: { column: income, positive: ">50K" }
      split: { by: hash, train: 70%, validation: 10%, test: 20% }
      train: { learner: xgboost, rounds: 300, early-stopping: 20 }
      """;

  private static final String MEANS =
      """
      features:
        native-country: { target-encode: { smoothing: 10 } }
        occupation: { target-encode: { smoothing: 10 } }
      """;

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int millrace(String... arguments) {
    out.reset();
    err.reset();
    return Main.run(
        arguments,
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false));
  }

  /** The candidate's metric on the test rows. */
  private double run(String yaml, String metric) throws IOException {
    Path pipeline = Files.writeString(folder.resolve("pipeline.yaml"), yaml);
    assertThat(millrace("run", pipeline.toString()))
        .as(err.toString(StandardCharsets.UTF_8))
        .isZero();
    Matcher found =
        Pattern.compile("\\b" + metric + "\\s+([0-9.]+) \\[")
            .matcher(out.toString(StandardCharsets.UTF_8));
    assertThat(found.find()).isTrue();
    return Double.parseDouble(found.group(1));
  }

  private void copy(String set, String file) throws IOException {
    Files.copy(DATA.resolve(set).resolve(file), folder.resolve(file));
  }

  @Test
  void lagsTellBikesMoreAndMustBeSentToScore() throws IOException {
    copy("bike_sharing", "bike_sharing_hour.csv.gz");
    double without = run(BIKE, "rmse");
    // Callers must send the history from now on, which the pipeline has to say.
    double with = run(BIKE + HISTORY + "release: { new-inputs: allow }\n", "rmse");
    assertThat(with).isLessThan(0.8 * without);
    assertThat(millrace("run", folder.resolve("pipeline.yaml").toString())).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .as("the same rows have the same history")
        .containsPattern("history +reused")
        .containsPattern("prepare +reused")
        .containsPattern("train +reused");
    assertThat(
            millrace(
                "predict",
                "bike",
                "--home",
                folder.resolve(".millrace").toString(),
                "--input",
                folder.resolve("bike_sharing_hour.csv.gz").toString()))
        .isNotZero();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("cnt_1d", "lag of cnt, 24 rows back, in the order of dteday, hr");
  }

  @Test
  void targetMeansDoAsWellAsSlotsWithHalfTheFeatures() throws IOException {
    copy("adult", "adult_train.csv.gz");
    double slots = run(ADULT, "auc");
    double means = run(ADULT + MEANS, "auc");
    assertThat(means).isBetween(slots - 0.005, slots + 0.005);
  }
}

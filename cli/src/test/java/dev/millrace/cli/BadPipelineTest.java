package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a pipeline is told before work is spent on it. */
final class BadPipelineTest {
  private static final String PIPELINE =
      """
      name: shop
      source: { files: data.csv }
      label: { column: bought }
      """;

  @TempDir Path folder;

  /** Found when the file is read: nothing has been looked at or made. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gate: [rmsee <= 3]                        | 4:8  | METRIC_UNKNOWN     | auc,"
            + " average_precision",
        "split: { by: time }                       | 4:10 | CONFIG_KEY_MISSING |"
            + " source.time.column",
        "features: { x: { expression: score ** 2 } } | 4:37 | EXPRESSION_SYNTAX  | ",
        "monitor: { quality: { metric: aucc } }    | 4:31 | CONFIG_VALUE_INVALID | log_loss",
      })
  void isTold(String line, String place, String code, String allowed) throws IOException {
    SpokenCommand run = run(PIPELINE + line + "\n", "release");
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err())
        .contains("pipeline.yaml:" + place + ": ", code, allowed == null ? "" : allowed);
    assertThat(run.err()).doesNotContain("discover");
    assertThat(folder.resolve("home")).as("nothing was made").doesNotExist();
  }

  /** What only the data can tell is told by preparation, before anything is trained. */
  @Test
  void aMetricOfAnotherTaskIsToldOnceTheTaskIsKnown() throws IOException {
    SpokenCommand run =
        run(
            PIPELINE
                + "gate: [auc >= 0.5, rmse <= 3]\nmonitor: { quality: { metric: macro_f1 } }\n",
            "release");
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "gate, 'rmse <= 3': there is no such metric of a binary task; found rmse",
            "allowed: auc, average_precision",
            "monitor.quality.metric: there is no such metric of a binary task; found macro_f1");
    assertThat(run.err()).contains("  prepare  ").doesNotContain("  train  ");
  }

  @Test
  void aSliceByNoColumnIsToldBeforePreparation() throws IOException {
    SpokenCommand run = run(PIPELINE + "evaluate: { slices: [age, color] }\n", "release");
    assertThat(run.code()).as(run.err()).isEqualTo(4);
    assertThat(run.err())
        .contains("evaluate.slices: there is no column to slice by; found color", "'colour'?");
    assertThat(run.err()).contains("  validate  ").doesNotContain("  prepare  ");
  }

  @Test
  void aColumnThatAnExpressionDoesNotFindIsToldByItsKey() throws IOException {
    SpokenCommand run = run(PIPELINE.replace("column: bought", "when: scor > 1"), "release");
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains("label.when, column 1: there is no such column; found scor");
  }

  private SpokenCommand run(String pipeline, String until) throws IOException {
    StringBuilder data = new StringBuilder("score,age,colour,bought\n");
    for (int row = 0; row < 400; row++) {
      data.append(
          String.format(
              Locale.ROOT,
              "%.3f,%d,%s,%s%n",
              row * 37 % 101 / 50.0,
              18 + row % 60,
              List.of("red", "green", "blue").get(row % 3),
              row % 5 < 2 ? "yes" : "no"));
    }
    Files.writeString(folder.resolve("data.csv"), data);
    Path file = Files.writeString(folder.resolve("pipeline.yaml"), pipeline);
    return SpokenCommand.run(
        "run", file.toString(), "--until", until, "--home", folder.resolve("home").toString());
  }
}

package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The taxi example from an empty home to predictions, with a real training process. */
@Tag("process")
final class FirstRunTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void copyExample() throws IOException {
    Path example = Path.of("..", "examples", "chicago-taxi");
    try (Stream<Path> files = Files.list(example)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("schema.yaml")) {
          Files.copy(file, folder.resolve(file.getFileName().toString()));
        }
      }
    }
  }

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

  private String home() {
    return folder.resolve(".millrace").toString();
  }

  private String pipeline() {
    return folder.resolve("pipeline.yaml").toString();
  }

  @Test
  void taxiTripsFromFileToPredictions() throws IOException {
    assertThat(millrace("run", pipeline())).as(err.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("read 15,002 = landed 15,002 + rejected 0 + filtered 0")
        .contains("chicago-taxi version 1")
        .contains(", live");
    assertThat(folder.resolve("schema.yaml")).exists();

    assertThat(millrace("run", pipeline())).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .as("a second run computes nothing")
        .doesNotContain(" made ")
        .contains("the champion already");

    Path scores = folder.resolve("scores.csv");
    assertThat(
            millrace(
                "predict",
                "chicago-taxi",
                "--home",
                home(),
                "--input",
                folder.resolve("trips-to-score.csv").toString(),
                "--output",
                scores.toString()))
        .as(err.toString(StandardCharsets.UTF_8))
        .isZero();
    assertThat(Files.readAllLines(scores))
        .hasSize(16)
        .first()
        .isEqualTo("row,decision,p(false),p(true),reason");
  }

  @Test
  void whatWasTakenBackIsNotPutBackByARun() throws IOException {
    Path file = folder.resolve("pipeline.yaml");
    Files.writeString(file, Files.readString(file).replace("rounds: 200", "rounds: 20"));
    assertThat(millrace("run", pipeline())).isZero();
    Files.writeString(file, Files.readString(file).replace("rounds: 20", "rounds: 40"));
    assertThat(millrace("run", pipeline())).isZero();
    assertThat(
            millrace("releases", "rollback", "chicago-taxi", "--reason", "worse", "--home", home()))
        .isZero();

    assertThat(millrace("run", pipeline())).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("version 2 was taken back by", "(worse)", "releases create chicago-taxi 2");
    assertThat(millrace("releases", "list", "--home", home())).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("v1 100.0%");
  }

  @Test
  void dataThatIsNotAsExpectedIsRefusedAndNamed() throws IOException {
    assertThat(millrace("run", pipeline(), "--until", "schema")).isZero();
    Path schema = folder.resolve("schema.yaml");
    Files.writeString(
        schema, Files.readString(schema) + "  \"tolls\":\n    type: float64\n    present: 100%\n");

    assertThat(millrace("run", pipeline())).isEqualTo(4);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("SCHEMA_MISSING_COLUMN:tolls");

    assertThat(
            millrace(
                "schema",
                "accept",
                "SCHEMA_MISSING_COLUMN:tolls",
                "--pipeline",
                pipeline(),
                "--home",
                home()))
        .as(err.toString(StandardCharsets.UTF_8))
        .isZero();
    assertThat(millrace("run", pipeline(), "--until", "validate")).isZero();
  }

  @Test
  void gateThatCannotBeMetRefusesWithItsOwnCode() throws IOException {
    Path file = folder.resolve("pipeline.yaml");
    Files.writeString(file, Files.readString(file).replace("auc >= 0.75", "auc >= 0.9999"));

    assertThat(millrace("run", pipeline())).isEqualTo(3);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("registered and not released");
    assertThat(millrace("predict", "chicago-taxi", "--home", home(), "--row", "{}")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("no champion yet");
  }
}

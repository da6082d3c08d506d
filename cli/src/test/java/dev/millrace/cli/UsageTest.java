package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users see when they ask for help or get something wrong. */
final class UsageTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int millrace(String... arguments) {
    return Main.run(
        arguments,
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "init",
        "up",
        "run",
        "demo",
        "predict",
        "models",
        "runs",
        "audit",
        "lineage",
        "data",
        "schema",
        "config",
        "doctor",
        "completion"
      })
  void everyCommandHelpsWithAnExample(String command) {
    assertThat(millrace(command, "--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("Example")
        .contains("millrace " + command);
  }

  @Test
  void allProblemsOfAPipelineAreToldAtOnceWithTheirPlaces() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("pipeline.yaml"),
            """
            name: taxi
            source: { files: trips.csv }
            labl: { column: tips }
            split: { train: 70%, validation: 15%, test: 25% }
            train: { rounds: many }
            """);

    assertThat(millrace("run", file.toString())).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("pipeline.yaml:3:1", "labl", "Did you mean 'label'?")
        .contains("must add up to 100%")
        .contains("train.rounds", "'many'")
        .doesNotContain("\tat ");
  }

  @Test
  void missingFileNamesThePatternAndTheFolder() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("pipeline.yaml"),
            "name: taxi\nsource: { files: nothing-*.csv }\nlabel: { column: tips }\n");

    assertThat(millrace("run", file.toString())).isEqualTo(4);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("nothing-*.csv", "SOURCE_MISSING");
  }

  @Test
  void problemsAreJsonWhenJsonIsAskedFor() {
    assertThat(
            millrace(
                "predict",
                "nobody",
                "--row",
                "{}",
                "--json",
                "--home",
                folder.resolve("h").toString()))
        .isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("{\"problems\":[")
        .contains("HOME_INVALID");
  }
}

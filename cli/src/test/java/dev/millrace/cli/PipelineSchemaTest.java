package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.millrace.core.flow.PipelineConfig;
import dev.millrace.core.flow.PipelineSchema;
import dev.millrace.core.ingest.PipelineGuess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The schema by which editors complete pipelines is the one the reader gives; {@code
 * tools/accept-schema} rewrites it. Checked by a validator that knows nothing of Millrace.
 */
final class PipelineSchemaTest {
  private static final Path COMMITTED = Path.of("..", "spec", "pipeline.schema.json");
  private static final String ACCEPT = "millrace.accept-schema";
  private static final String LEAST =
      "name: a\nsource: { files: a.csv, time: { column: t } }\nlabel: { column: b }\n";

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final String text = PipelineSchema.text(OpenHome.learners());
  private final Schema schema = registry.getSchema(text);

  @Test
  void theCommittedSchemaIsTheReaders() throws IOException {
    if (System.getProperty(ACCEPT) != null) {
      Files.writeString(COMMITTED, text);
    }
    assertThat(Files.readString(COMMITTED))
        .as("keys have changed: run tools/accept-schema and commit what it changes")
        .isEqualTo(text);
  }

  @Test
  void itIsAJsonSchema() {
    Schema meta =
        registry.getSchema(
            com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    assertThat(meta.validate(text, InputFormat.JSON)).isEmpty();
  }

  @Test
  void itAcceptsEveryExample() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("..", "examples"))) {
      List<Path> pipelines = files.filter(file -> file.endsWith("pipeline.yaml")).toList();
      assertThat(pipelines).isNotEmpty();
      for (Path pipeline : pipelines) {
        assertThat(problems(Files.readString(pipeline))).as("%s", pipeline).isEmpty();
      }
    }
  }

  @Test
  void itAcceptsWhatInitWrites() {
    String written =
        new PipelineGuess(
                "tips",
                Optional.of("float(replace(tips, '$', ''))"),
                Optional.of(Map.entry("when", "epoch-seconds")),
                Map.of("id: #1", "names rows", "null", "no value at all"),
                List.of(
                    new PipelineGuess.Made("a \"b\"", "float(c)", Optional.empty()),
                    new PipelineGuess.Made("day:month", "date(d)", Optional.of("month"))),
                List.of("log_loss <= constant"),
                List.of())
            .yaml("taxi-1", "trips.csv.gz");
    assertThat(problems(written)).isEmpty();
    read(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train: { learner: linear }",
        "train: { learner: constant, memory: 64MB }",
        "train: { rounds: 1_000, early-stopping: 5 }",
        "seed: 7",
        "monitor: { ignore: [a], quality: { metric: auc, worse-by: 5% } }",
        "split: { by: time, gap: 1d, train: 0.6, validation: 20%, test: 20% }",
        "gate: auc >= 0.7",
        "evaluate: { slices: [a, 1, true], bootstrap: 50, cost: { false-positive: 2.5 } }",
        "features: { a: drop, rest: drop }",
        "features: { a: standardize, b: [impute: median, log1p, standardize], c: auto }",
        "features: { a: { one-hot: { top: 5, unseen: refuse } }, b: { from: c, take: hour } }",
        "features: { a: [one-hot], b: [{ clip: { low: 1 } }], c: { buckets: [1, 2.5] } }",
        "features: { n: { expression: \"a + b\", steps: [standardize] }, m: { hash: 64 } }",
        "features: { a: { impute: { constant: 0 } }, b: [ordinal: { top: 9 }], c: [missing-flag] }",
      })
  void itAcceptsWhatTheReaderAccepts(String lines) {
    read(LEAST + lines + "\n");
    assertThat(problems(LEAST + lines + "\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sed: 7",
        "seed: -1",
        "seed: many",
        "split: { trian: 60% }",
        "split: { by: tiem }",
        "split: { gap: 5 }",
        "split: { train: 1.5 }",
        "train: { learner: xgbost }",
        "train: { raunds: 5 }",
        "train: { learner: constant, rounds: 5 }",
        "train: { memory: 4 }",
        "train: 5",
        "evaluate: { cost: { false-negativ: 1 } }",
        "features: { a: standardise }",
        "features: { a: [{ one-hot: { tpo: 5 } }] }",
        "features: { a: { quantile-buckets: 1 } }",
        "features: { a: { take: hours } }",
        "features: { rest: keep }",
        "features: [a]",
        "retrain: { on: [drfit] }",
        "retrain: { on: [{ evry: 7d }] }",
        "config-version: 2",
      })
  void whatItRefusesTheReaderRefusesToo(String lines) {
    assertThat(problems(LEAST + lines + "\n")).isNotEmpty();
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> read(LEAST + lines + "\n")))
        .isInstanceOf(dev.millrace.error.MillraceException.class);
  }

  @Test
  void whatMustBeThereIsMissed() {
    assertThat(problems("name: a\nlabel: { column: b }\n")).isNotEmpty();
    assertThat(problems("name: a\nsource: { format: csv }\nlabel: { column: b }\n")).isNotEmpty();
    assertThat(problems("source: { files: a.csv }\nlabel: { column: b }\n")).isNotEmpty();
  }

  private List<Error> problems(String yaml) {
    return schema.validate(yaml, InputFormat.YAML);
  }

  private static void read(String yaml) {
    PipelineConfig.read("pipeline.yaml", yaml, OpenHome.learners());
  }
}

package dev.millrace.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.millrace.core.policy.PolicyYaml;
import dev.millrace.core.validate.SchemaYaml;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.learn.LearnerProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Any text is a configuration, or is refused with its line: nothing else ever happens. */
final class ConfigFuzzTest {
  private static final int TEXTS = 1500;
  private static final Pattern LINE = Pattern.compile("^f\\.yaml:[1-9][0-9]*:[1-9][0-9]*.*");

  private static final List<String> PIECES =
      List.of(
          "name",
          "source",
          "files",
          "label",
          "column",
          "when",
          "features",
          "rest",
          "auto",
          "drop",
          "split",
          "by",
          "time",
          "unit",
          "gap",
          "train",
          "learner",
          "evaluate",
          "cost",
          "slices",
          "gate",
          "schema",
          "seed",
          "columns",
          "type",
          "min",
          "domain",
          "read",
          "hosts",
          "environment",
          "one-hot",
          "impute",
          "clip",
          "low",
          "high",
          "buckets",
          "hash",
          "take",
          "from",
          "expression",
          "steps",
          "secret(A)",
          "70%",
          "1e999%",
          "1d",
          "NaN",
          "0x1p3",
          "-1",
          "99999999999999999999",
          "64MB",
          "999999999999TB",
          "999999999999d",
          "''",
          "\"\"",
          "~",
          "null",
          "true",
          "auc >= 0.5",
          "slice().x > 1",
          "../x",
          "/x",
          "\\",
          ":",
          ": ",
          "- ",
          "{",
          "}",
          "[",
          "]",
          ", ",
          "\n",
          "\n  ",
          "\n    ",
          "#",
          "&a",
          "*a",
          "!!t",
          "|",
          ">",
          "'",
          "\"",
          "? ",
          "---\n",
          "...\n",
          "%YAML 1.1\n",
          "\t",
          "\u0000",
          "\u0085",
          "\u2028",
          "\ufeff",
          "\ud83d\ude95",
          "\ud83d",
          "é",
          "<<");

  private static final String POLICY =
      """
      read: [/data]
      hosts:
        - a.b:1
      environment: [A]
      """;
  private static final String SCHEMA =
      """
      new-columns: warn
      columns:
        "a":
          type: int64
          min: 1
          domain: ["1"]
        b: { type: 'decimal(5,2)', present: 90%, unit: iso, otherwise: warn }
      """;

  private final SplittableRandom random = new SplittableRandom(20261125);

  @Test
  void pipelines() throws IOException {
    String example =
        Files.readString(Path.of("..", "examples", "chicago-taxi", "pipeline.yaml"))
            .replace("rounds: 200, early-stopping: 20", "memory: 64MB");
    SortedMap<String, LearnerProvider> learners =
        new TreeMap<>(java.util.Map.of("xgboost", new NamedLearner("xgboost")));
    fuzz(example, text -> PipelineConfig.read("f.yaml", text, learners));
  }

  @Test
  void schemas() {
    fuzz(SCHEMA, text -> SchemaYaml.read("f.yaml", text));
  }

  @Test
  void policies() {
    fuzz(POLICY, text -> PolicyYaml.read(Path.of("/home"), "f.yaml", text));
  }

  private void fuzz(String example, Consumer<String> read) {
    int accepted = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = i % 4 == 0 ? made() : mutated(example);
      try {
        read.accept(text);
        accepted++;
      } catch (MillraceException e) {
        e.problems().forEach(problem -> requireLine(problem, text));
      } catch (RuntimeException | StackOverflowError e) {
        fail("a text is neither read nor refused: <<" + text + ">>", e);
      }
    }
    assertThat(accepted).as("texts read, so that the test looks at both").isBetween(20, TEXTS - 20);
  }

  private static void requireLine(Problem problem, String text) {
    assertThat(problem.code()).isNotEqualTo(ErrorCode.INTERNAL);
    assertThat(problem.where()).as("%s of <<%s>>", problem.text(), text).matches(LINE);
  }

  private String made() {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(40); left > 0; left--) {
      text.append(piece());
    }
    return text.toString();
  }

  private String mutated(String example) {
    StringBuilder text = new StringBuilder(example);
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      int from = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), from + random.nextInt(12));
      switch (random.nextInt(4)) {
        case 0 -> text.insert(from, piece());
        case 1 -> text.delete(from, to);
        case 2 -> text.replace(from, to, piece());
        default -> text.insert(random.nextInt(text.length() + 1), text.substring(from, to));
      }
    }
    return text.toString();
  }

  private String piece() {
    return PIECES.get(random.nextInt(PIECES.size()));
  }
}

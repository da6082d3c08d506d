package dev.millrace.core.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.core.serve.log.PredictionId;
import dev.millrace.core.serve.log.ServedVersion;
import dev.millrace.feature.Emission;
import dev.millrace.feature.FeatureName;
import dev.millrace.feature.FeatureOutput;
import dev.millrace.feature.FeaturePlan;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.model.ConstantModel;
import dev.millrace.model.OutputMapping;
import dev.millrace.scorer.RowReader;
import dev.millrace.scorer.Scorer;
import dev.millrace.scorer.Scores;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The answer is canonical JSON that says what was predicted. */
final class PredictedJsonTest {
  private static final PredictionId FIRST = new PredictionId(1, -2);
  private static final PredictionId SECOND = new PredictionId(2, 7);

  /** What a scorer of these outputs says of some rows. */
  private static Scores scores(OutputMapping output, int rows, double... margins) {
    ColumnName x = new ColumnName("x");
    Fields fields = Fields.of(new Field(x, ColumnType.FLOAT64));
    Scorer scorer =
        new Scorer(
            new FeaturePlan(
                fields,
                List.of(),
                List.of(new FeatureOutput(new FeatureName("x"), x, Emission.NUMBER))),
            ConstantModel.of(1, margins),
            output);
    String row = "{\"x\":null}";
    String json = "[" + row + ("," + row).repeat(rows - 1) + "]";
    return scorer.score(new RowReader(fields).read(json.getBytes(UTF_8)));
  }

  private static JsonObject answer(Scores scores, List<Integer> decisions, int unkept) {
    List<PredictionId> ids = List.of(FIRST, SECOND).subList(0, scores.rows());
    Predicted predicted =
        new Predicted(
            new ServedVersion(ServeCases.TIPS, 3, 12),
            ids,
            scores,
            decisions,
            CompletableFuture.completedFuture(unkept));
    byte[] bytes = PredictedJson.bytes(predicted, unkept);
    var json = JsonReader.read(bytes);
    assertThat(new String(bytes, UTF_8)).isEqualTo(CanonicalJson.text(json));
    return JsonObject.of(json);
  }

  @Test
  void twoClassesHaveTheScoreOfTheSecond() {
    Scores scores = scores(OutputMapping.binary("yes \"é\"", "no"), 2, 0.5);
    JsonObject json = answer(scores, List.of(1, 0), 0);
    assertThat(json.text("model")).isEqualTo("tips");
    assertThat(json.integer("version")).isEqualTo(3);
    assertThat(json.whole("epoch")).isEqualTo(12);
    assertThat(json.find("unlogged")).isEmpty();
    assertThat(json.items("predictions")).hasSize(2);
    JsonObject row = JsonObject.of(json.items("predictions").get(1));
    assertThat(row.text("id")).isEqualTo(SECOND.text());
    assertThat(row.text("decision")).isEqualTo("yes \"é\"");
    assertThat(row.real("score")).isEqualTo(scores.score(1, 0));
    assertThat(row.object("probabilities").real("no")).isEqualTo(scores.score(1, 0));
    assertThat(row.object("probabilities").real("yes \"é\"")).isEqualTo(1 - scores.score(1, 0));
  }

  @Test
  void severalClassesHaveTheScoreOfTheOneDecidedFor() {
    Scores scores = scores(OutputMapping.classes(List.of("b", "c", "a")), 1, 0.1, 0.2, 0.3);
    JsonObject json = answer(scores, List.of(2), 0);
    JsonObject row = JsonObject.of(json.items("predictions").get(0));
    assertThat(row.text("decision")).isEqualTo("a");
    assertThat(row.real("score")).isEqualTo(scores.score(0, 2));
    assertThat(row.object("probabilities").names()).containsExactly("a", "b", "c");
    assertThat(row.object("probabilities").real("b")).isEqualTo(scores.score(0, 0));
  }

  @Test
  void anAmountIsAValue() {
    JsonObject json = answer(scores(OutputMapping.regression(), 1, -0.0), List.of(), 1);
    JsonObject row = JsonObject.of(json.items("predictions").get(0));
    assertThat(row.names()).containsExactly("id", "value");
    assertThat(row.real("value")).isEqualTo(-0.0);
    assertThat(json.integer("unlogged")).isEqualTo(1);
  }

  @Test
  void whatIsNoNumberIsNotWritten() {
    Scores scores = scores(OutputMapping.counts(), 1, 1_000);
    assertThatThrownBy(() -> answer(scores, List.of(), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

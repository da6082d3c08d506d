package dev.millrace.scorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Scorers and a bundle written by version 1 are read for ever, keep their names and give the scores
 * they gave then, on every JDK this module runs on. The files are never made again: a difference is
 * an error in the code.
 */
class GoldenScorerTest {
  private static final String RESOURCES = "/golden/";

  @Test
  void scorersOfVersion1KeepTheirNamesAndScores() throws IOException {
    List<Json> scorers = expected().items("scorers");
    assertThat(scorers).hasSize(4);
    for (Json json : scorers) {
      JsonObject golden = JsonObject.of(json).only("name", "digest", "margins", "scores");
      byte[] bytes = bytes("scorer-v1-" + golden.text("name") + ".scorer");
      ScorerPackage read = ScorerPackage.read(bytes);
      assertThat(read.digest().hex()).isEqualTo(golden.text("digest"));
      assertThat(ScorerPackage.of(read.scorer()).bytes()).isEqualTo(bytes);
      Scores scores = read.scorer().score(SampleScorers.rows());
      List<String> margins = new ArrayList<>();
      List<String> values = new ArrayList<>();
      for (int row = 0; row < scores.rows(); row++) {
        for (int output = 0; output < scores.outputs(); output++) {
          margins.add(Double.toHexString(scores.margin(row, output)));
          values.add(Double.toHexString(scores.score(row, output)));
        }
      }
      assertThat(margins).isEqualTo(golden.texts("margins"));
      assertThat(values).isEqualTo(golden.texts("scores"));
    }
  }

  @Test
  void theBundleOfVersion1KeepsItsNameAndParts() throws IOException {
    Bundle bundle = Bundle.read(bytes("bundle-v1.bundle"));
    assertThat(bundle.digest().hex()).isEqualTo(expected().text("bundle"));
    assertThat(bundle.decision()).contains(new DecisionPolicy.Threshold(0.3f));
    assertThat(bundle.evidence().stream().map(Evidence::kind))
        .containsExactlyInAnyOrder("evaluation", "provenance");
    assertThat(bundle.scorer().bytes()).isEqualTo(bytes("scorer-v1-trees.scorer"));
  }

  private static JsonObject expected() throws IOException {
    return JsonObject.of(JsonReader.read(bytes("scorer-v1.expected.json")));
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = GoldenScorerTest.class.getResourceAsStream(RESOURCES + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}

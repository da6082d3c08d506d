package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.core.serve.log.LogOffsets;
import dev.millrace.core.serve.log.LogReader;
import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the schema says of the values of requests, and what comes of it, with a real server. */
final class RequestChecksTest {
  private static final String WARNING =
      "columns: {x: {type: float64, min: 0, max: 10, present: 100%},"
          + " kind: {type: utf8, domain: [ok, fine]}}";

  @TempDir Path folder;

  @Test
  void rowsThatBreakAWarningRuleAreAnsweredAndFlagged() throws Exception {
    try (LiveHome live = served(WARNING, "")) {
      JsonObject said =
          live.post(
              "/api/v1/models/small/predict",
              "{\"rows\": [{\"x\": 11, \"kind\": \"odd\"}, {\"x\": 10, \"kind\": \"ok\"},"
                  + " {\"x\": null, \"kind\": null}]}",
              200);
      assertThat(flags(said, 0)).containsExactlyInAnyOrder("out-of-range:x", "unseen:kind");
      assertThat(row(said, 1).find("flags")).isEmpty();
      assertThat(flags(said, 2)).containsExactly("missing:x");

      JsonObject tensors =
          live.post(
              "/v2/models/small/infer",
              "{\"inputs\":[{\"name\":\"x\",\"shape\":[2],\"datatype\":\"FP64\",\"data\":[1,-1]},"
                  + "{\"name\":\"kind\",\"shape\":[2],\"datatype\":\"BYTES\",\"data\":[\"ok\",\"ok\"]}]}",
              200);
      assertThat(tensors.object("parameters").text("flags"))
          .isEqualTo("{\"1\":[\"out-of-range:x\"]}");

      JsonObject instances =
          live.post(
              "/v1/models/small:predict", "{\"instances\": [{\"x\": 99, \"kind\": \"ok\"}]}", 200);
      assertThat(instances.object("flags").texts("0")).containsExactly("out-of-range:x");
    }
    assertThat(logged().stream().map(LoggedPrediction::warnings))
        .contains(List.of("out-of-range:x"), List.of("missing:x"), List.of());
  }

  @Test
  void rulesThatKeepRowsApartRefuseTheRequestAndNameTheFields() throws Exception {
    String schema =
        WARNING
            .replace("present: 100%", "present: 100%, otherwise: quarantine")
            .replace("fine]", "fine], otherwise: refuse");
    try (LiveHome live = served(schema, "")) {
      HttpResponse<String> said =
          live.post(
              "/api/v1/models/small/predict",
              "{\"rows\": [{\"x\": 1, \"kind\": \"ok\"}, {\"x\": 11, \"kind\": \"odd\"},"
                  + " {\"x\": null, \"kind\": null}]}");
      assertThat(said.statusCode()).isEqualTo(400);
      assertThat(said.body())
          .contains(
              "row 1, field 'x'", "row 1, field 'kind'", "odd", "row 2, field 'x'", "ok, fine")
          .doesNotContain("row 0,", "row 2, field 'kind'");
      live.post(
          "/v2/models/small/infer",
          "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[-1]},"
              + "{\"name\":\"kind\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"ok\"]}]}",
          400);
    }
    assertThat(logged()).isEmpty();
  }

  @Test
  void aCategoryTheModelDoesNotKnowIsFlaggedWithoutARule() throws Exception {
    try (LiveHome live = LiveHome.start(folder)) {
      JsonObject said =
          live.post(
              "/api/v1/models/small/predict",
              "{\"rows\": [{\"x\": 1, \"kind\": \"odd\"}, {\"x\": 1, \"kind\": \"ok\"}]}",
              200);
      assertThat(flags(said, 0)).containsExactly("unseen:kind");
      assertThat(row(said, 1).find("flags")).isEmpty();
    }
  }

  @Test
  void aShareOfTheDecisionsIsDrawnAndAllAreLoggedWithTheirProbability() throws Exception {
    int explored = 0;
    try (LiveHome live =
        served(WARNING, "predict: { explore: { models: [small], share: 20% } }\n")) {
      for (int i = 0; i < 20; i++) {
        String row = "{\"x\": 1.5, \"kind\": \"ok\"}";
        JsonObject said =
            live.post(
                "/api/v1/models/small/predict",
                "{\"rows\": [" + row + ("," + row).repeat(49) + "]}",
                200);
        for (int at = 0; at < 50; at++) {
          explored += row(said, at).find("flags").isPresent() ? 1 : 0;
        }
      }
    }
    assertThat(explored).as("a fifth of 1,000, six standard deviations").isBetween(125, 275);
    double sum = 0;
    for (LoggedPrediction made : logged()) {
      String last = made.warnings().getLast();
      double propensity = Double.parseDouble(last.substring("propensity:".length()));
      boolean policy = made.decision().orElseThrow().equals("yes");
      assertThat(propensity).isCloseTo(policy ? 0.9 : 0.1, within(1e-12));
      sum += 1 / propensity;
    }
    // Each of two decisions has a mean weight of 1.
    assertThat(sum / logged().size()).isCloseTo(2, within(0.6));
  }

  @Test
  void explorationOfNoModelIsRefused() {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> ServeConfig.read("server.yaml", "predict: { explore: { share: 5% } }")))
        .hasMessageContaining("models that are named");
  }

  private LiveHome served(String schema, String more) {
    SmallModel.register(folder, schema);
    return LiveHome.again(folder, more);
  }

  private List<LoggedPrediction> logged() {
    List<LoggedPrediction> made = new ArrayList<>();
    var _ =
        LogReader.predictions(folder.resolve("log").resolve("predictions"))
            .read(LogOffsets.START, (prediction, node, sequence) -> made.add(prediction));
    return made;
  }

  private static JsonObject row(JsonObject said, int row) {
    return JsonObject.of(said.items("predictions").get(row));
  }

  private static List<String> flags(JsonObject said, int row) {
    return row(said, row).texts("flags");
  }
}

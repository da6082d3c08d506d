package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.release.ReleaseStrategy;
import dev.millrace.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version that fails, and what answers instead, with a real server. */
@Tag("process")
final class FallbackTest {
  private static final String GOOD = "{\"rows\": [{\"x\": 1, \"kind\": \"ok\"}]}";
  private static final String BAD = "{\"rows\": [{\"x\": 10, \"kind\": \"ok\"}]}";

  @TempDir Path folder;

  @Test
  void whatHasNoScoreIsRefusedByRow() throws Exception {
    try (LiveHome live = brittle("")) {
      HttpResponse<String> said = live.predict(BAD);
      assertThat(said.statusCode()).isEqualTo(400);
      assertThat(said.body()).contains("SCORE_UNDEFINED", "row 0", "NaN");
      assertThat(live.post("/api/v1/models/small/predict", GOOD, 200).whole("version"))
          .isEqualTo(2);
    }
  }

  @Test
  void theVersionBeforeAnswersAndOneThatKeepsFailingRests() throws Exception {
    try (LiveHome live =
        brittle("predict: { fallback: { to: previous, failures: 3, pause: 1h } }\n")) {
      assertThat(live.post("/api/v1/models/small/predict", GOOD, 200).whole("version"))
          .isEqualTo(2);
      for (int i = 0; i < 3; i++) {
        JsonObject said = live.post("/api/v1/models/small/predict", BAD, 200);
        assertThat(said.whole("version")).isEqualTo(1);
        assertThat(said.whole("epoch")).isEqualTo(2);
        assertThat(JsonObject.of(said.items("predictions").get(0)).texts("flags"))
            .containsExactly("fallback");
      }
      assertThat(live.post("/api/v1/models/small/predict", GOOD, 200).whole("version"))
          .as("it rests")
          .isEqualTo(1);
      assertThat(
              live.post(
                      "/v2/models/small/versions/2/infer",
                      "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[1]}]}",
                      200)
                  .text("model_version"))
          .as("who asks for a version gets it")
          .isEqualTo("2");
    }
  }

  /** A home in which version 2 is live, fails for large numbers, and is not taken back for that. */
  private LiveHome brittle(String settings) throws Exception {
    SmallModel.register(folder.resolve("home"));
    LiveHome live = LiveHome.again(folder.resolve("home"), settings);
    Path plan = folder.resolve("plan.yaml");
    Files.writeString(plan, "{strategy: immediate, bake: 0s, max-failures: 100%}");
    TrafficSteps given = new TrafficSteps();
    given.plan = plan;
    ReleaseStrategy strategy = given.strategy();
    live.propose(SmallModel.registerOther(live.home(), 2, SmallModel.brittle()), strategy);
    live.awaitServed(LiveHome.LIVE, 2);
    return live;
  }
}

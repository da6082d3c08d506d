package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.release.ReleaseState;
import dev.millrace.core.release.ReleaseStrategy;
import dev.millrace.core.release.Releases;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways of releasing, with a real server and plans from files. */
@Tag("process")
final class StrategiesTest {
  private static final String ROW = "{\"rows\": [{\"x\": 1.5, \"kind\": \"ok\"}]}";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private LiveHome live;

  @BeforeEach
  void start() {
    live = LiveHome.start(folder.resolve("home"));
  }

  @AfterEach
  void stop() {
    live.close();
  }

  @Test
  void aShadowIsComparedAndAnswersNobody() throws Exception {
    int other = SmallModel.registerOther(live.home(), 2, -1);
    live.propose(
        other,
        plan(
            "{strategy: shadow, bake: 1h, shadow: {share: 100%, least-rows: 1000,"
                + " max-differing: 100%}}"));
    await(() -> state().rollout().filter(rollout -> rollout.isShadowing()).isPresent());
    await(() -> answeredByShadow(1) > 0);
    for (int i = 0; i < 50; i++) {
      JsonObject said = live.post("/api/v1/models/small/predict", ROW, 200);
      assertThat(said.whole("version")).isEqualTo(1);
      assertThat(said.whole("epoch")).isEqualTo(1);
    }
    await(() -> answeredByShadow(0) >= 51);
    JsonObject progress = standing().object("rollout").object("progress");
    assertThat(progress.object("shadow").whole("differing"))
        .as("weights of 1 and -1 decide differently about 1.5")
        .isEqualTo(progress.object("shadow").whole("compared"));
    // 1 / (1 + exp(-0.5)) and 1 / (1 + exp(2.5)); scores are floats.
    assertThat(progress.object("shadow").real("mean-distance"))
        .isCloseTo(
            1 / (1 + Math.exp(-0.5)) - 1 / (1 + Math.exp(2.5)),
            org.assertj.core.api.Assertions.within(1e-6));
    assertThat(progress.text("words")).contains("said something else about");
    assertThat(SpokenCommand.run("releases", "show", "small", "--home", home()).out())
        .contains("version 2 is a shadow", "said something else about");
    assertThat(live.get("/releases").body()).contains("is a shadow", "said something else about");
  }

  @Test
  void aShadowThatDisagreesIsTakenBackByTheServer() throws Exception {
    int other = SmallModel.registerOther(live.home(), 2, -1);
    live.propose(
        other, plan("{strategy: shadow, bake: 1h, shadow: {share: 100%, least-rows: 20}}"));
    await(() -> state().rollout().filter(rollout -> rollout.isShadowing()).isPresent());
    await(
        () -> {
          ask(ROW);
          return state().rollout().isEmpty();
        });
    assertThat(state().epoch()).isEqualTo(1);
  }

  @Test
  void aTestAnswersACallerAlwaysByTheSameVersionAndLabelsDecideIt() throws Exception {
    int other = SmallModel.registerOther(live.home(), 2, 1);
    live.propose(
        other,
        plan(
            "{strategy: ab-test, bake: 0s, standby: 1h, ab-test: {share: 50%,"
                + " key: 'header:X-Customer', least-labels: 40}}"));
    await(() -> epochServed() == 2);
    int[] asked = new int[3];
    List<String> labels = new ArrayList<>();
    for (int customer = 0; customer < 200; customer++) {
      JsonObject first = ask(customer);
      int version = (int) first.whole("version");
      assertThat(ask(customer).whole("version")).isEqualTo(version);
      asked[version]++;
      Json.Members one = (Json.Members) first.items("predictions").get(0);
      String decision = JsonObject.of(one).text("decision");
      String truth = version == 2 ? decision : decision.equals("yes") ? "no" : "yes";
      labels.add(
          "{\"prediction\": \""
              + JsonObject.of(one).text("id")
              + "\", \"value\": \""
              + truth
              + "\"}");
    }
    assertThat(asked[1]).as("half of 200").isBetween(60, 140);
    assertThat(standing().object("rollout").text("strategy")).isEqualTo("ab-test");
    live.post("/api/v1/feedback", "{\"labels\": [" + String.join(",", labels) + "]}", 200);
    await(() -> epochServed() == 3);
    assertThat(state().live().orElseThrow().version()).isEqualTo(2);
    assertThat(SpokenCommand.run("releases", "show", "small", "--home", home()).out())
        .contains("version 1 stands by until");
    live.post("/api/v1/releases/small/production/rollback", "{\"reason\": \"worse\"}", 200);
    await(() -> epochServed() == 4);
    assertThat(state().live().orElseThrow().version()).isEqualTo(1);
  }

  private String home() {
    return folder.resolve("home").toString();
  }

  private ReleaseStrategy plan(String text) throws Exception {
    Path file = folder.resolve("plan.yaml");
    Files.writeString(file, text);
    TrafficSteps given = new TrafficSteps();
    given.plan = file;
    return given.strategy();
  }

  private ReleaseState state() {
    return Releases.find(live.stores(), Users.PROJECT, LiveHome.LIVE);
  }

  private JsonObject standing() {
    try {
      return live.get("/api/v1/releases/small/production", 200);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Rows a shadow has compared, as servers say; asks about one more when told to. */
  private long answeredByShadow(int more) {
    for (int i = 0; i < more; i++) {
      ask(ROW);
    }
    return standing()
        .find("rollout")
        .map(rollout -> JsonObject.of(rollout).object("progress"))
        .filter(progress -> progress.find("shadow").isPresent())
        .map(progress -> progress.object("shadow").whole("compared"))
        .orElse(0L);
  }

  private long epochServed() {
    return ask(ROW).whole("epoch");
  }

  private JsonObject ask(String rows) {
    try {
      return live.post("/api/v1/models/small/predict", rows, 200);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonObject ask(int customer) throws Exception {
    return LiveHome.json(
        client.send(
            HttpRequest.newBuilder(live.address().resolve("/api/v1/models/small/predict"))
                .header("Content-Type", "application/json")
                .header("X-Customer", "customer " + customer)
                .POST(BodyPublishers.ofString(ROW))
                .build(),
            BodyHandlers.ofString()));
  }

  private static void await(BooleanSupplier until) {
    while (!until.getAsBoolean()) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}

package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.core.evaluate.CostMatrix;
import dev.millrace.core.monitor.MonitorSettings;
import dev.millrace.core.monitor.QualityMonitor;
import dev.millrace.core.monitor.StatedQuality;
import dev.millrace.core.serve.compact.CompactedFolder;
import dev.millrace.core.serve.compact.Manifest;
import dev.millrace.core.serve.log.LogStream;
import dev.millrace.error.MillraceException;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.NodeName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server compacts its log by itself, and a server that comes later still knows of it. */
@Tag("process")
final class LogCareTest {
  private static final String OFTEN = "log: { segment-age: 100ms, compact: { every: 500ms } }\n";
  private static final String NEVER = "log: { compact: { enabled: false } }\n";

  @TempDir Path folder;

  @Test
  void labelsOfCompactedPredictionsAreStillCounted() throws Exception {
    SmallModel.register(folder);
    List<String> ids = new ArrayList<>();
    try (LiveHome live = LiveHome.again(folder, OFTEN)) {
      for (int i = 0; i < 30; i++) {
        JsonObject answer =
            LiveHome.json(live.predict("{\"rows\": [{\"x\": " + i + ", \"kind\": null}]}"));
        for (Json one : answer.items("predictions")) {
          ids.add(JsonObject.of(one).text("id"));
        }
      }
      label(live, ids.subList(0, 20));
      Replay.await(
          "all is compacted",
          () -> rows(LogStream.PREDICTIONS) == 30 && rows(LogStream.LABELS) == 20);
    }
    try (LiveHome live = LiveHome.again(folder, NEVER)) {
      assertThat(labelled(live.home(), QualityMonitor.Recall.NONE)).as("by segments").isZero();
      assertThat(
              labelled(live.home(), new CompactedRecall(live.home(), EnvironmentName.PRODUCTION)))
          .isEqualTo(20);
      label(live, ids.subList(15, 30));
      assertThat(
              labelled(live.home(), new CompactedRecall(live.home(), EnvironmentName.PRODUCTION)))
          .as("late labels of predictions that are in no segment, some for the second time")
          .isEqualTo(30);
    }
  }

  @Test
  void whatIsKeptCanBeSaidAndIsRemovedOtherwise() throws Exception {
    SmallModel.register(folder);
    try (LiveHome live = LiveHome.again(folder, OFTEN)) {
      assertThat(live.predict("{\"rows\": [{\"x\": 1, \"kind\": null}]}").statusCode())
          .isEqualTo(200);
      Replay.await("it is compacted", () -> rows(LogStream.PREDICTIONS) == 1);
    }
    String briefly = OFTEN.replace("every: 500ms", "every: 500ms, keep: 1s");
    try (LiveHome _ = LiveHome.again(folder, briefly)) {
      Replay.await("it is let go", () -> rows(LogStream.PREDICTIONS) == 0);
    }
  }

  @Test
  void theScheduleIsChecked() {
    assertThat(ServeConfig.read("server.yaml", "{}").log().compact().every())
        .contains(Duration.ofHours(1));
    assertThat(ServeConfig.read("server.yaml", "{}").log().compact().first())
        .as("an hour after each start would be never, for some")
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(ServeConfig.read("server.yaml", OFTEN).log().compact().first())
        .isEqualTo(Duration.ofMillis(500));
    assertThat(ServeConfig.read("server.yaml", NEVER).log().compact().every()).isEmpty();
    assertThatThrownBy(() -> ServeConfig.read("server.yaml", "log: { compact: { every: 0s } }"))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("'every' is more than nothing")
        .hasMessageContaining("enabled: false");
  }

  private static void label(LiveHome live, List<String> ids)
      throws IOException, InterruptedException {
    List<Json> labels = new ArrayList<>();
    ids.forEach(id -> labels.add(Json.members().put("prediction", id).put("value", "yes").build()));
    String body = CanonicalJson.text(Json.members().put("labels", labels).build());
    assertThat(live.post("/api/v1/feedback", body).statusCode()).isEqualTo(200);
  }

  private long rows(LogStream stream) {
    try {
      return new CompactedFolder(folder.resolve("log").resolve("predictions"), stream)
          .manifests().values().stream().mapToLong(Manifest::rows).sum();
    } catch (IOException e) {
      return -1;
    }
  }

  /** What a monitor that has just begun counts. */
  private static long labelled(OpenHome home, QualityMonitor.Recall recall) {
    try (ExecutorService workers = Executors.newSingleThreadExecutor()) {
      QualityMonitor monitor =
          new QualityMonitor(
              home.home().log().resolve("predictions"),
              recall,
              home.store().stores().serving().windows(),
              Users.PROJECT,
              EnvironmentName.PRODUCTION,
              new NodeName("later"),
              new StatedQuality(
                  home.store().stores(),
                  home.store().blobs(),
                  Users.PROJECT,
                  any -> MonitorSettings.DEFAULTS,
                  any -> CostMatrix.EQUAL),
              labelled -> {},
              workers);
      monitor.tick(home.clock().instant());
      assertThat(monitor.hasGap()).isFalse();
      return monitor.labelled(SmallModel.NAME);
    }
  }
}

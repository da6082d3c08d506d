package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.core.serve.log.LogOffsets;
import dev.millrace.core.serve.log.LogReader;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.store.ReleaseChange;
import dev.millrace.spi.store.ReleaseEpoch;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server of a real home, asked over HTTP. */
@Tag("contract")
class ServeTest {
  private static final String ROW = "{\"rows\": [{\"x\": 2, \"kind\": \"ok\"}]}";

  @TempDir Path folder;

  @Test
  void aChampionChosenBeforeThereWereReleasesIsServed() throws Exception {
    try (LiveHome live = LiveHome.start(folder)) {
      HttpResponse<String> answer = live.predict(ROW);

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonObject json = LiveHome.json(answer);
      assertThat(json.integer("version")).isEqualTo(1);
      assertThat(json.whole("epoch")).isEqualTo(1);
      JsonObject row = JsonObject.of(json.items("predictions").get(0));
      assertThat(row.real("score")).isEqualTo(1 / (1 + StrictMath.exp(-1)));
      assertThat(row.text("decision")).isEqualTo("yes");
      assertThat(row.text("id")).hasSize(32);
      assertThat(live.get("/readyz").statusCode()).isEqualTo(200);
      assertThat(live.get("/metrics").body()).contains("millrace_http");
    }
  }

  @ParameterizedTest(name = "{0} is answered with {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"rows\": [                                    | 400 | cannot be read",
        "[1]                                             | 400 | must be an object",
        "{\"rows\": []}                                  | 400 | 1 to 10000 rows",
        "{\"rows\": [{}]}                                | 400 | field 'x'",
        "{\"rows\": [{\"x\": 1, \"kind\": \"a\", \"y\": 2}]} | 400 | field 'y'",
        "{\"rows\": [{\"x\": \"1\", \"kind\": \"a\"}]}   | 400 | field 'x'",
        "{\"rows\": [{\"x\": NaN, \"kind\": \"a\"}]}     | 400 | cannot be read",
        "{\"rows\": [{\"x\": 1, \"kind\": 7}]}           | 400 | field 'kind'",
        "{\"rows\": [{\"x\": 1, \"kind\": \"a\"}], \"keys\": []} | 200 | predictions",
        "{\"rows\": [{\"x\": 1, \"kind\": \"a\", \"area\": 8}]} | 200 | predictions",
        "{\"rows\": [{\"x\": 1, \"area\": 8}]}             | 400 | field 'kind'",
        "{\"rows\": [{\"x\": 1, \"kind\": \"a\"}], \"keys\": [\"a\", \"b\"]} | 400 | one key",
        "{\"rows\": [{\"x\": 1, \"kind\": \"a\"}], \"more\": 1} | 400 | more",
        "{\"rows\": [{\"x\": null, \"kind\": null}]}     | 200 | predictions"
      })
  void whatIsWrongWithARequestIsSaid(String body, int status, String words) throws Exception {
    try (LiveHome live = LiveHome.start(folder)) {
      HttpResponse<String> answer = live.predict(body);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
      assertThat(answer.body()).contains(words).doesNotContain("Exception", "\tat ");
    }
  }

  @Test
  void labelsAreTakenOnceTheyAreOnTheDisk() throws Exception {
    try (LiveHome live = LiveHome.start(folder)) {
      String id = id(live.predict(ROW));
      assertThat(feedback(live, "{\"prediction\": \"" + id + "\", \"value\": true}"))
          .isEqualTo(200);
      assertThat(feedback(live, "{\"prediction\": \"" + id + "\", \"value\": \"no\"}"))
          .isEqualTo(200);
      assertThat(feedback(live, "{\"prediction\": \"" + "0".repeat(32) + "\", \"value\": 1}"))
          .as("a prediction that another process may have made")
          .isEqualTo(200);
      assertThat(feedback(live, "{\"model\": \"small\", \"key\": \"case-7\", \"value\": 1.5}"))
          .isEqualTo(200);
      assertThat(feedback(live, "{\"prediction\": \"x\", \"value\": 1}")).isEqualTo(400);
      assertThat(feedback(live, "{\"prediction\": \"" + id + "\", \"value\": null}"))
          .isEqualTo(400);
      assertThat(feedback(live, "{\"key\": \"case-7\", \"value\": 1}")).isEqualTo(400);
    }
    Set<String> values = new HashSet<>();
    var _ =
        LogReader.labels(log())
            .read(LogOffsets.START, (label, node, sequence) -> values.add(label.value()));
    assertThat(values).containsExactlyInAnyOrder("true", "no", "1", "1.5");
  }

  @Test
  void everyAnswerIsInTheLogWithItsEpoch() throws Exception {
    Set<String> answered = new HashSet<>();
    try (LiveHome live = LiveHome.start(folder)) {
      for (int i = 0; i < 50; i++) {
        answered.add(id(live.predict("{\"rows\": [{\"x\": " + i + ", \"kind\": null}]}")));
      }
    }
    Set<String> kept = new HashSet<>();
    Set<String> rows = new HashSet<>();
    var _ =
        LogReader.predictions(log())
            .read(
                LogOffsets.START,
                (prediction, node, sequence) -> {
                  kept.add(prediction.id().text());
                  rows.add(prediction.row().text());
                  assertThat(prediction.served().epoch()).isEqualTo(1);
                });
    assertThat(kept).containsExactlyInAnyOrderElementsOf(answered).hasSize(50);
    assertThat(rows).as("the bytes that came").contains("{\"x\": 49, \"kind\": null}").hasSize(50);
  }

  @Test
  void whatIsLiveCanBeTakenBackOverHttp() throws Exception {
    try (LiveHome live = LiveHome.start(folder)) {
      String path = "/api/v1/releases/small/production/rollback";
      assertThat(live.post(path, "{\"reason\": \"x\"}").statusCode()).isEqualTo(409);
      assertThat(live.post(path, "{\"reason\": \" \"}").statusCode()).isEqualTo(400);
      assertThat(live.post(path, "{\"reason\": \"x\", \"to\": \"one\"}").statusCode())
          .isEqualTo(400);
      assertThat(live.post(path, "{\"reason\": \"x\", \"epoch\": \"1\"}").statusCode())
          .isEqualTo(400);
      assertThat(live.post(path, "{\"reason\": \"x\", \"epoch\": 7}").body())
          .contains("another epoch is in force", "epoch 1");
      assertThat(live.get("/api/v1/releases").body()).contains("\"epoch\":1");
    }
    assertThat(epochs()).containsExactly(ReleaseChange.PROMOTE);
  }

  @Test
  void oneServerServesAHome() {
    try (LiveHome live = LiveHome.start(folder)) {
      assertThat(live.address().getPort()).isPositive();
      MillraceException refused =
          catchThrowableOfType(MillraceException.class, () -> LiveHome.again(folder, ""));
      assertThat(refused.code()).isEqualTo(ErrorCode.SERVER_RUNNING);
    }
    LiveHome.again(folder, "").close();
  }

  @Test
  void aLockedStoreDoesNotStopAnybody() throws Exception {
    try (LiveHome live = LiveHome.start(folder);
        Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("millrace.db"));
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      for (int i = 0; i < 20; i++) {
        assertThat(live.predict(ROW).statusCode()).isEqualTo(200);
      }
      String label = "{\"prediction\": \"" + "0".repeat(32) + "\", \"value\": 1}";
      assertThat(feedback(live, label)).isEqualTo(200);
      statement.execute("ROLLBACK");
    }
  }

  private java.util.List<ReleaseChange> epochs() {
    try (OpenHome home = OpenHome.open(folder)) {
      return home
          .store()
          .stores()
          .serving()
          .releases()
          .list(Users.PROJECT, LiveHome.LIVE, 10)
          .stream()
          .map(ReleaseEpoch::change)
          .toList();
    }
  }

  private Path log() {
    return folder.resolve("log").resolve("predictions");
  }

  private static int feedback(LiveHome live, String label)
      throws IOException, InterruptedException {
    return live.post("/api/v1/feedback", "{\"labels\": [" + label + "]}").statusCode();
  }

  private static String id(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonObject.of(LiveHome.json(answer).items("predictions").get(0)).text("id");
  }
}

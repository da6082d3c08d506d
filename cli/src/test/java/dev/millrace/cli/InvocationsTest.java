package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Version 1 of KServe's protocol, and tables as clients of MLflow send them. The model has two
 * inputs, the number {@code x} and the text {@code kind}.
 */
@Tag("contract")
final class InvocationsTest {
  @TempDir static Path folder;

  private static LiveHome live;

  @BeforeAll
  static void start() {
    live = LiveHome.start(folder);
  }

  @AfterAll
  static void stop() {
    live.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"instances\": [{\"x\": 1.5, \"kind\": \"ok\"}, {\"x\": -9, \"kind\": null}]}",
        "{\"instances\": [[1.5, \"ok\"], [-9, null]]}",
      })
  void version1IsAnswered(String body) throws Exception {
    assertThat(live.post("/v1/models/small:predict", body, 200).texts("predictions"))
        .containsExactly("yes", "no");
    assertThat(live.get("/v1/models", 200).texts("models")).containsExactly("small");
    assertThat(live.get("/v1/models/small", 200).flag("ready")).isTrue();
    live.get("/v1/models/none", 404);
    live.post("/v1/models/none:predict", body, 404);
    live.post("/v1/models/small", body, 404);
    live.post("/v1/models/small:explain", body, 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"instances\": []}",
        "{\"instances\": {}}",
        "{\"instances\": [1]}",
        "{\"instances\": [[1]]}",
        "{\"instances\": [[\"a\", \"ok\"]]}",
        "{\"instances\": [{\"x\": 1}]}",
        "{\"instances\": [{\"x\": 1, \"kind\": null, \"z\": 1}]}",
        "{\"inputs\": [[1, null]]}",
        "{",
      })
  void version1RefusesOthers(String body) throws Exception {
    live.post("/v1/models/small:predict", body, 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"dataframe_split\": {\"columns\": [\"kind\", \"x\"], \"index\": [0, 1],"
            + " \"data\": [[\"ok\", 1.5], [null, -9]]}}",
        "{\"dataframe_records\": [{\"x\": 1.5, \"kind\": \"ok\"}, {\"x\": -9, \"kind\": null}]}",
        "{\"instances\": [{\"x\": 1.5, \"kind\": \"ok\"}, {\"x\": -9, \"kind\": null}]}",
        "{\"inputs\": {\"x\": [1.5, -9], \"kind\": [\"ok\", null]}, \"params\": {}}",
        "{\"inputs\": [[1.5, \"ok\"], [-9, null]]}",
      })
  void tablesAreTakenAsMlflowHasThem(String body) throws Exception {
    for (String path : List.of("/invocations", "/api/v1/models/small/invocations")) {
      assertThat(live.post(path, body, 200).texts("predictions")).containsExactly("yes", "no");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"dataframe_split\": {\"columns\": [\"x\"], \"data\": [[1, 2]]}}",
        "{\"dataframe_split\": {\"columns\": [\"x\", \"x\"], \"data\": [[1, 2]]}}",
        "{\"dataframe_split\": [], \"instances\": []}",
        "{\"inputs\": {\"x\": [1.5], \"kind\": []}}",
        "{\"instances\": [[1, null]], \"params\": {\"temperature\": 1}}",
      })
  void otherTablesAreRefused(String body) throws Exception {
    live.post("/invocations", body, 400);
  }

  private static HttpResponse<String> csv(String type, String text)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(live.address().resolve("/invocations"))
              .header("Content-Type", type)
              .POST(BodyPublishers.ofString(text))
              .build(),
          BodyHandlers.ofString());
    }
  }

  @Test
  void tablesMayBeCsv() throws Exception {
    HttpResponse<String> answer = csv("text/csv", "kind,x\r\n\"ok\",1.5\r\n,-9\r\n");
    assertThat(answer.body()).isEqualTo("{\"predictions\":[\"yes\",\"no\"]}");
    for (String wrong :
        List.of("", "x,kind\n", "x,kind\n1\n", "x,kind\na,ok\n", "x,kind\n\"1,ok\n")) {
      assertThat(csv("text/csv; charset=utf-8", wrong).statusCode()).as(wrong).isEqualTo(400);
    }
    assertThat(csv("text/plain", "x,kind\n1,ok\n").statusCode()).isEqualTo(415);
    assertThat(csv("application/xml", "<x/>").statusCode()).isEqualTo(415);
    assertThat(live.get("/ping").statusCode()).isEqualTo(200);
  }
}

package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Open Inference Protocol over REST, as its specification and the clients of KServe and Triton
 * use it. The model has two inputs, the number {@code x} and the text {@code kind}.
 */
@Tag("contract")
final class OpenInferenceTest {
  private static final String INFER = "/v2/models/small/infer";
  private static final String JSON_LENGTH = "Inference-Header-Content-Length";

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

  private static JsonObject output(JsonObject reply, String name) {
    return reply.items("outputs").stream()
        .map(JsonObject::of)
        .filter(output -> output.text("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String inputs(String x, String kind) {
    return "{\"inputs\": [" + x + ", " + kind + "]}";
  }

  private static String tensor(String name, String shape, String type, String data) {
    return "{\"name\": \"%s\", \"shape\": %s, \"datatype\": \"%s\", \"data\": %s}"
        .formatted(name, shape, type, data);
  }

  /** What the rows of the other form are answered with. */
  private static List<Double> scores(String rows) throws IOException, InterruptedException {
    return LiveHome.json(live.predict("{\"rows\": " + rows + "}")).items("predictions").stream()
        .map(prediction -> JsonObject.of(prediction).real("score"))
        .toList();
  }

  private static List<Double> reals(JsonObject output) {
    return output.items("data").stream().map(value -> JsonObject.real("data", value)).toList();
  }

  @Test
  void theServerSaysWhatItIs() throws Exception {
    for (String path : List.of("/v2", "/v2/")) {
      JsonObject server = live.get(path, 200);
      assertThat(server.text("name")).isEqualTo("millrace");
      assertThat(server.text("version")).isEqualTo(Main.VERSION);
      assertThat(server.texts("extensions")).contains("binary_tensor_data");
    }
    assertThat(live.get("/v2/health/live", 200).flag("live")).isTrue();
    JsonObject ready = live.get("/v2/health/ready", 200);
    assertThat(ready.flag("live")).as("the specification's name").isTrue();
    assertThat(ready.flag("ready")).as("KServe's name").isTrue();
    assertThat(live.get("/v2/models", 200).texts("models")).containsExactly("small");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v2/models/small", "/v2/models/small/versions/1"})
  void aModelSaysWhatItTakesAndGives(String path) throws Exception {
    JsonObject model = live.get(path, 200);
    assertThat(model.text("name")).isEqualTo("small");
    assertThat(model.texts("versions")).contains("1");
    assertThat(model.text("platform")).isEqualTo("millrace_scorer");
    assertThat(CanonicalJson.text(Json.items(model.items("inputs"))))
        .isEqualTo(
            "[{\"datatype\":\"FP64\",\"name\":\"x\",\"shape\":[-1]},"
                + "{\"datatype\":\"BYTES\",\"name\":\"kind\",\"shape\":[-1]}]");
    assertThat(CanonicalJson.text(Json.items(model.items("outputs"))))
        .isEqualTo(
            "[{\"datatype\":\"BYTES\",\"name\":\"decision\",\"shape\":[-1]},"
                + "{\"datatype\":\"FP64\",\"name\":\"probabilities\",\"shape\":[-1,2]},"
                + "{\"datatype\":\"FP64\",\"name\":\"score\",\"shape\":[-1]},"
                + "{\"datatype\":\"BYTES\",\"name\":\"prediction_id\",\"shape\":[-1]}]");
    assertThat(live.get(path + "/ready", 200).flag("ready")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {INFER, "/v2/models/small/versions/1/infer"})
  void columnsAreAnsweredAsRowsAre(String path) throws Exception {
    JsonObject reply =
        live.post(
            path,
            """
            {"id": "mine \\u00e9", "inputs": [
              {"name": "x", "shape": [3], "datatype": "FP64", "data": [0.5, -2, null]},
              {"name": "kind", "shape": [3, 1], "datatype": "BYTES", "data": [["ok"], ["x"], [null]]}
            ]}\
            """,
            200);
    assertThat(reply.text("id")).isEqualTo("mine é");
    assertThat(reply.text("model_name")).isEqualTo("small");
    assertThat(reply.text("model_version")).isEqualTo("1");
    assertThat(reals(output(reply, "score")))
        .isEqualTo(
            scores(
                "[{\"x\":0.5,\"kind\":\"ok\"},{\"x\":-2,\"kind\":\"x\"},"
                    + "{\"x\":null,\"kind\":null}]"));
    JsonObject probabilities = output(reply, "probabilities");
    assertThat(probabilities.items("shape")).containsExactly(Json.of(3), Json.of(2));
    assertThat(probabilities.items("data")).hasSize(6);
    assertThat(output(reply, "decision").texts("data")).hasSize(3).containsAnyOf("yes", "no");
    assertThat(output(reply, "prediction_id").texts("data")).doesNotHaveDuplicates().hasSize(3);
  }

  @Test
  void oneTensorMayHoldAllColumns() throws Exception {
    for (String data :
        List.of("[[\"1.5\",\"ok\"],[\"2\",\"no\"]]", "[\"1.5\",\"ok\",\"2\",\"no\"]")) {
      live.post(
          INFER,
          "{\"inputs\":[" + tensor("all", "[2,2]", "BYTES", data) + "]}",
          400); // a number is no text
    }
    JsonObject refused =
        live.post(
            INFER, "{\"inputs\":[" + tensor("all", "[2,2]", "FP32", "[[1.5,1],[2,3]]") + "]}", 400);
    assertThat(refused.text("error")).contains("field 'kind'");
    assertThat(
            live.post(
                    INFER, "{\"inputs\":[" + tensor("all", "[1,3]", "FP64", "[1,2,3]") + "]}", 400)
                .text("error"))
        .contains("[rows, 2]: x, kind");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FP64|[1.25]|1.25",
        "FP32|[1.25]|1.25",
        "INT8|[-128]|-128",
        "INT16|[-32768]|-32768",
        "INT32|[7]|7",
        "INT64|[9007199254740993]|9007199254740993",
        "UINT8|[255]|255",
        "UINT16|[65535]|65535",
        "UINT32|[4294967295]|4294967295",
        "UINT64|[123456789012345678]|123456789012345678",
        "FP64|[null]|null",
      })
  void everyTypeOfNumberIsTaken(String type, String data, String value) throws Exception {
    JsonObject reply =
        live.post(
            INFER,
            inputs(tensor("x", "[1]", type, data), tensor("kind", "[1]", "BYTES", "[\"ok\"]")),
            200);
    assertThat(reals(output(reply, "score")))
        .isEqualTo(scores("[{\"x\":" + value + ",\"kind\":\"ok\"}]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FP64|[1]|[\"a\"]",
        "FP64|[1]|[true]",
        "INT64|[1]|[1.5]",
        "INT8|[1]|[128]",
        "UINT8|[1]|[-1]",
        "BOOL|[1]|[2]",
        "BYTES|[1]|[\"1\"]",
        "FP16|[1]|[1.0]",
        "DOUBLE|[1]|[1.0]",
        "fp64|[1]|[1.0]",
        "FP64|[2]|[1.0]",
        "FP64|[1]|[1.0,2.0]",
        "FP64|[1,2]|[1.0,2.0]",
        "FP64|[]|[1.0]",
        "FP64|[-1]|[1.0]",
        "FP64|[0]|[]",
        "FP64|[9223372036854775807,9]|[1.0]",
        "FP64|[4294967296,4294967296]|[]",
        "FP64|[1.5]|[1.0]",
        "FP64|[1]|1.0",
        "FP64|[1]|{}",
        "FP64|[1]|[[[[[[[[[[1.0]]]]]]]]]]",
        "FP64|[1]|[1.0",
        "FP64|[1]|[1e999]",
        "FP64|[1]|[NaN]",
      })
  void whatDoesNotFitIsRefused(String type, String shape, String data) throws Exception {
    live.post(
        INFER,
        inputs(tensor("x", shape, type, data), tensor("kind", "[1]", "BYTES", "[\"ok\"]")),
        400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "{\"inputs\": []}",
        "{\"inputs\": {}}",
        "{\"inputs\": [1]}",
        "{\"inputs\": [{}]}",
        "{\"inputs\": [{\"name\":\"x\"}]}",
        "{\"inputs\": [{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP64\"}]}",
        "{\"inputs\": [{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[1]}]}",
        "{\"inputs\": [{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[1],"
            + "\"parameters\":{\"binary_data_size\":8}}]}",
        "{\"inputs\": [{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP64\","
            + "\"parameters\":{\"binary_data_size\":8}}]}",
        "{\"inputs\": [{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP64\","
            + "\"parameters\":{\"binary_data_size\":\"8\"}}]}",
        "{\"inputs\":[],\"inputs\":[]}",
        "{\"id\": 7, \"inputs\": []}",
        "{\"rows\": [{\"x\": 1, \"kind\": null}]}",
      })
  void whatIsNoRequestIsRefused(String body) throws Exception {
    live.post(INFER, body, 400);
  }

  @Test
  void outputsAreThoseAskedFor() throws Exception {
    String both =
        tensor("x", "[1]", "FP64", "[1]") + "," + tensor("kind", "[1]", "BYTES", "[\"ok\"]");
    JsonObject reply =
        live.post(
            INFER,
            "{\"outputs\":[{\"name\":\"score\"},{\"name\":\"decision\"}],\"inputs\":["
                + both
                + "]}",
            200);
    assertThat(reply.items("outputs").stream().map(out -> JsonObject.of(out).text("name")).toList())
        .containsExactly("score", "decision");
    assertThat(
            live.post(INFER, "{\"outputs\":[{\"name\":\"y\"}],\"inputs\":[" + both + "]}", 400)
                .text("error"))
        .contains("'y'", "decision, probabilities, score, prediction_id");
  }

  @Test
  void unknownModelsAndVersionsAreNotFound() throws Exception {
    for (String name : List.of("none", "No_Such%20Model", "small/versions/9", "small/versions/x")) {
      live.get("/v2/models/" + name, 404);
      live.get("/v2/models/" + name + "/ready", 404);
      live.post("/v2/models/" + name + "/infer", "{}", 404);
    }
    assertThat(live.get("/v2/nothing", 404).text("error")).isNotEmpty();
  }

  /** A request as Triton's client sends it: no content type, tensors behind the JSON. */
  private static HttpResponse<byte[]> binary(String json, int length, byte[]... tensors)
      throws IOException, InterruptedException {
    List<byte[]> parts = new ArrayList<>();
    parts.add(json.getBytes(StandardCharsets.UTF_8));
    parts.addAll(Arrays.asList(tensors));
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(live.address().resolve(INFER))
              .header(JSON_LENGTH, Integer.toString(length))
              .POST(BodyPublishers.ofByteArrays(parts))
              .build(),
          BodyHandlers.ofByteArray());
    }
  }

  private static String raw(String name, int rows, String type, int size) {
    return "{\"name\":\"%s\",\"shape\":[%d],\"datatype\":\"%s\",\"parameters\":{\"binary_data_size\":%d}}"
        .formatted(name, rows, type, size);
  }

  private static byte[] texts(String... texts) {
    ByteBuffer out = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.putInt(bytes.length).put(bytes);
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void tensorsMayBeBinaryBothWays() throws Exception {
    byte[] x = little(16).putDouble(1.5).putDouble(Double.NaN).array();
    byte[] kind = texts("ok", "fünf");
    String json =
        "{\"parameters\":{\"binary_data_output\":true},\"outputs\":[{\"name\":\"score\"},"
            + "{\"name\":\"decision\",\"parameters\":{\"binary_data\":true}},"
            + "{\"name\":\"probabilities\",\"parameters\":{\"binary_data\":false}}],\"inputs\":["
            + raw("x", 2, "FP64", x.length)
            + ","
            + raw("kind", 2, "BYTES", kind.length)
            + "]}";
    HttpResponse<byte[]> response = binary(json, json.length(), x, kind);
    assertThat(response.statusCode())
        .as(new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/octet-stream");
    int length = Integer.parseInt(response.headers().firstValue(JSON_LENGTH).orElseThrow());
    JsonObject reply = JsonObject.of(JsonReader.read(Arrays.copyOf(response.body(), length)));
    List<Double> expected = scores("[{\"x\":1.5,\"kind\":\"ok\"},{\"x\":null,\"kind\":\"fünf\"}]");
    ByteBuffer behind =
        ByteBuffer.wrap(response.body(), length, response.body().length - length)
            .slice()
            .order(ByteOrder.LITTLE_ENDIAN);
    assertThat(List.of(behind.getDouble(), behind.getDouble())).isEqualTo(expected);
    byte[] decisions = new byte[behind.remaining()];
    behind.get(decisions);
    assertThat(decisions)
        .isEqualTo(
            texts(expected.get(0) >= 0.25 ? "yes" : "no", expected.get(1) >= 0.25 ? "yes" : "no"));
    assertThat(output(reply, "decision").object("parameters").whole("binary_data_size"))
        .isEqualTo(decisions.length);
    assertThat(output(reply, "probabilities").items("data")).hasSize(4);
  }

  @Test
  void everyBinaryTypeOfNumberIsRead() throws Exception {
    record Case(String type, ByteBuffer bytes, String value) {}
    for (Case one :
        List.of(
            new Case("FP16", little(2).putShort(Float.floatToFloat16(0.5f)), "0.5"),
            new Case("BF16", little(2).putShort((short) 0x3fc0), "1.5"),
            new Case("FP32", little(4).putFloat(0.1f), Double.toString(0.1f)),
            new Case("INT8", ByteBuffer.wrap(new byte[] {-3}), "-3"),
            new Case("UINT8", ByteBuffer.wrap(new byte[] {-3}), "253"),
            new Case("INT16", little(2).putShort((short) -300), "-300"),
            new Case("UINT16", little(2).putShort((short) -1), "65535"),
            new Case("INT32", little(4).putInt(-70_000), "-70000"),
            new Case("UINT32", little(4).putInt(-1), "4294967295"),
            new Case("INT64", little(8).putLong(-5), "-5"),
            new Case("UINT64", little(8).putLong(5), "5"))) {
      byte[] kind = texts("ok");
      String json =
          "{\"outputs\":[{\"name\":\"score\"}],\"inputs\":["
              + raw("x", 1, one.type(), one.bytes().capacity())
              + ","
              + raw("kind", 1, "BYTES", kind.length)
              + "]}";
      HttpResponse<byte[]> response = binary(json, json.length(), one.bytes().array(), kind);
      assertThat(response.statusCode())
          .as(new String(response.body(), StandardCharsets.UTF_8))
          .isEqualTo(200);
      assertThat(reals(output(JsonObject.of(JsonReader.read(response.body())), "score")))
          .as(one.type())
          .isEqualTo(scores("[{\"x\":" + one.value() + ",\"kind\":\"ok\"}]"));
    }
  }

  @Test
  void sizesThatDoNotAddUpAreRefused() throws Exception {
    byte[] x = little(8).putDouble(1.5).array();
    byte[] kind = texts("ok");
    String good = inputs(raw("x", 1, "FP64", 8), raw("kind", 1, "BYTES", kind.length));
    assertThat(binary(good, good.length(), x, kind).statusCode()).isEqualTo(200);
    assertThat(binary(good, good.length(), x).statusCode()).isEqualTo(400);
    assertThat(binary(good, good.length(), x, kind, x).statusCode()).isEqualTo(400);
    assertThat(binary(good, good.length() - 1, x, kind).statusCode()).isEqualTo(400);
    assertThat(binary(good, 1_000_000, x, kind).statusCode()).isEqualTo(400);
    assertThat(binary(good, -1, x, kind).statusCode()).isEqualTo(400);
    String seven = inputs(raw("x", 1, "FP64", 7), raw("kind", 1, "BYTES", kind.length));
    assertThat(binary(seven, seven.length(), Arrays.copyOf(x, 7), kind).statusCode())
        .isEqualTo(400);
    String negative = inputs(raw("x", 1, "FP64", -8), raw("kind", 1, "BYTES", kind.length));
    assertThat(binary(negative, negative.length(), x, kind).statusCode()).isEqualTo(400);
    byte[] liar = little(6).putInt(Integer.MAX_VALUE).array();
    String lying = inputs(raw("x", 1, "FP64", 8), raw("kind", 1, "BYTES", 6));
    assertThat(binary(lying, lying.length(), x, liar).statusCode()).isEqualTo(400);
    byte[] notText = little(5).putInt(1).put((byte) 0xff).array();
    String broken = inputs(raw("x", 1, "FP64", 8), raw("kind", 1, "BYTES", 5));
    assertThat(binary(broken, broken.length(), x, notText).statusCode()).isEqualTo(400);
    byte[] infinite = little(8).putDouble(Double.POSITIVE_INFINITY).array();
    assertThat(binary(good, good.length(), infinite, kind).statusCode()).isEqualTo(400);
  }

  @Test
  void aModelCanBeUnloadedFromThisServerAndLoadedAgain() throws Exception {
    String both =
        inputs(tensor("x", "[1]", "FP64", "[1]"), tensor("kind", "[1]", "BYTES", "[\"ok\"]"));
    assertThat(live.post("/v2/repository/models/small/unload", "", 200).flag("unload")).isTrue();
    try {
      live.post(INFER, both, 503);
      assertThat(live.get("/v2/models/small/ready", 503).flag("ready")).isFalse();
      assertThat(index("").body()).contains("\"state\":\"UNAVAILABLE\"");
      assertThat(index("{\"ready\": true}").body()).isEqualTo("[]");
    } finally {
      assertThat(live.post("/v2/repository/models/small/load", "{}", 200).flag("load")).isTrue();
    }
    live.post(INFER, both, 200);
    assertThat(index("").body()).contains("\"state\":\"READY\"", "\"version\":\"1\"");
    live.post("/v2/repository/models/none/load", "", 404);
    live.post("/v2/repository/models/none/unload", "", 404);
    assertThat(
            live.post(
                    "/v2/repository/models/small/load", "{\"parameters\":{\"config\":\"x\"}}", 400)
                .text("error"))
        .contains("config");
  }

  private static HttpResponse<String> index(String body) throws IOException, InterruptedException {
    HttpResponse<String> response = live.post("/v2/repository/index", body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response;
  }
}

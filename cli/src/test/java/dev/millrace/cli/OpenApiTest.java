package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the server says of itself in its description is how it answers. */
@Tag("contract")
final class OpenApiTest {
  private static final String ROWS = "{\"rows\": [{\"x\": 1.5, \"kind\": null}]}";
  private static final String TENSORS =
      "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[1.5]},"
          + "{\"name\":\"kind\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[null]}]}";

  @TempDir static Path folder;

  private static LiveHome live;
  private static JsonObject description;

  @BeforeAll
  static void start() throws Exception {
    live = LiveHome.start(folder);
    HttpResponse<String> file = live.get("/openapi.yaml");
    assertThat(file.statusCode()).isEqualTo(200);
    description =
        JsonObject.of(json(new Load(LoadSettings.builder().build()).loadFromString(file.body())));
  }

  @AfterAll
  static void stop() {
    live.close();
  }

  private static Json json(Object value) {
    if (value instanceof Map<?, ?> map) {
      MembersBuilder members = Json.members();
      map.forEach((name, member) -> members.put(name.toString(), json(member)));
      return members.build();
    }
    if (value instanceof List<?> list) {
      return Json.items(list.stream().map(OpenApiTest::json).toList());
    }
    return value instanceof Boolean flag
        ? Json.of(flag)
        : value instanceof Integer whole ? Json.of(whole) : Json.of(value.toString());
  }

  /** What another implementation of JSON Schema finds wrong. */
  private static List<String> faults(String schema, String body) {
    MembersBuilder root = Json.members().put("$ref", "#/components/schemas/" + schema);
    root.put("components", description.value("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(CanonicalJson.text(root.build()))
        .validate(body, InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }

  /** Method and path of everything described, with the model filled in. */
  private static Set<String> described() {
    Set<String> all = new TreeSet<>();
    JsonObject paths = description.object("paths");
    for (String path : paths.names()) {
      paths.object(path).names().forEach(method -> all.add(method + " " + path));
    }
    return all;
  }

  @Test
  void everythingDescribedIsThere() throws Exception {
    Set<String> asked = described();
    assertThat(asked).hasSizeGreaterThan(25);
    for (String one : asked) {
      String path =
          one.substring(one.indexOf(' ') + 1)
              .replace("{model}", "small")
              .replace("{version}", "1")
              .replace("{environment}", "production");
      HttpResponse<String> answer =
          one.startsWith("get ") ? live.get(path) : live.post(path, "{\"none\": 1}");
      assertThat(answer.statusCode())
          .as(one + ": " + answer.body())
          .isIn(one.startsWith("get ") ? List.of(200) : List.of(400));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v2|ServerMetadata",
        "/v2/health/live|Health",
        "/v2/health/ready|Health",
        "/v2/models|Names",
        "/v2/models/small|ModelMetadata",
        "/v2/models/small/ready|ModelReady",
        "/v1/models|Names",
        "/v1/models/small|ModelReady",
        "/healthz|Status",
        "/readyz|Status",
        "/api/v1/releases|Releases",
        "/api/v1/releases/small/production|ReleaseStanding",
        "/v2/models/none|Problem",
        "/nowhere/at/all|Problem",
      })
  void whatIsReadIsAsDescribed(String path, String schema) throws Exception {
    HttpResponse<String> answer = live.get(path);
    assertThat(faults(schema, answer.body())).as(answer.body()).isEmpty();
  }

  @Test
  void whatIsAskedAndAnsweredIsAsDescribed() throws Exception {
    asked("/api/v1/models/small/predict", "RowsRequest", ROWS, "RowsReply");
    asked("/v2/models/small/infer", "InferRequest", TENSORS, "InferReply");
    asked("/v1/models/small:predict", "Instances", "{\"instances\": [[1.5, null]]}", "Predictions");
    asked("/invocations", "TableRequest", "{\"inputs\": [[1.5, null]]}", "Predictions");
    asked("/v2/repository/index", "RepositoryIndexRequest", "{\"ready\": true}", "RepositoryIndex");
    String id =
        JsonObject.of(LiveHome.json(live.predict(ROWS)).items("predictions").get(0)).text("id");
    asked(
        "/api/v1/feedback",
        "LabelsRequest",
        "{\"labels\": [{\"prediction\": \"" + id + "\", \"value\": \"yes\"}]}",
        "LabelsReply");
  }

  private static void asked(String path, String request, String body, String reply)
      throws Exception {
    assertThat(faults(request, body)).as(body).isEmpty();
    HttpResponse<String> answer = live.post(path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(faults(reply, answer.body())).as(answer.body()).isEmpty();
    HttpResponse<String> refused = live.post(path, "[");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(faults("Problem", refused.body())).as(refused.body()).isEmpty();
  }

  @Test
  void theValidatorRefusesWhatIsOtherwise() {
    assertThat(faults("InferRequest", "{\"inputs\": []}")).isNotEmpty();
    assertThat(faults("RowsReply", "{}")).isNotEmpty();
  }
}

package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lineage of two runs over the same trips and one over others, from the command line. */
final class LineageTest {
  @TempDir static Path folder;

  @BeforeAll
  static void runs() throws IOException {
    SmallRun run = SmallRun.in(folder, 2);
    run(run);
    Files.copy(folder.resolve("trips.csv"), folder.resolve("first.csv"));
    Path pipeline = folder.resolve("pipeline.yaml");
    Files.writeString(pipeline, Files.readString(pipeline).replace("rounds: 2", "rounds: 3"));
    run(run);
    List<String> lines = Files.readAllLines(folder.resolve("trips.csv"));
    Files.write(folder.resolve("trips.csv"), lines.subList(0, 350));
    run(run);
  }

  private static void run(SmallRun run) {
    SmallRun.Ended ended = run.runHere();
    assertThat(ended.exitCode()).as(ended.text()).isZero();
  }

  @Test
  void whichModelsSawAFile() {
    String old = millrace(folder.resolve("first.csv").toString(), "--down").out();
    assertThat(old)
        .startsWith("file ")
        .contains(
            "made from it: trips/1, trips/2; only compared or judged with it: trips/3\n",
            "trips/production/1")
        .doesNotContain("\nrests on\n");
    String now = millrace(folder.resolve("trips.csv").toString(), "--down").out();
    assertThat(now).contains("made from it: trips/3; only compared or judged with it: none\n");
  }

  @Test
  void whatAReleaseAndAVersionRestOn() {
    String release = millrace("trips/production/3", "--up").out();
    assertThat(release)
        .contains("version", "trips/3", "scorer", "xgboost", "plan", "schema", "verdict", "files: ")
        .contains("cut", "prepare, run ");
    String first = millrace("trips/1", "--up").out();
    assertThat(first.lines().filter(line -> line.contains("  file  "))).hasSize(1);
    assertThat(millrace("trips/3", "--up").out().lines().filter(line -> line.contains("  file  ")))
        .as("its own rows, and those of the champion it was compared with")
        .hasSize(2);
  }

  @Test
  void whatAChangeOfTheSchemaWouldTouch() {
    assertThat(millrace(folder.resolve("schema.yaml").toString(), "--down").out())
        .startsWith("schema ")
        .contains("made from it: trips/1, trips/2, trips/3;");
  }

  @Test
  void theGraphAsJson() {
    JsonObject told = JsonObject.of(millrace("trips/2", "--up", "--json").json());
    assertThat(told.texts("start")).containsExactly("version/trips/2");
    List<JsonObject> nodes =
        told.object("graph").items("nodes").stream().map(JsonObject::of).toList();
    assertThat(nodes.stream().map(node -> node.text("kind")))
        .contains("file", "cut", "schema", "plan", "scorer", "evaluation", "verdict");
    List<String> ids = nodes.stream().map(node -> node.text("id")).toList();
    for (Json step : told.object("graph").items("steps")) {
      assertThat(ids).containsAll(JsonObject.of(step).texts("inputs"));
      assertThat(ids).containsAll(JsonObject.of(step).texts("outputs"));
    }
  }

  @Test
  void thePictureIsAFileOfItsOwn() throws IOException {
    Path file = folder.resolve("lineage.svg");
    assertThat(millrace("trips/production", "--svg", file.toString()).code()).isZero();
    String drawn = Files.readString(file);
    assertThat(drawn).startsWith("<svg ").contains("trips.csv", "trips/production/3", "register");
    assertThat(millrace("trips/production", "--svg", file.toString()).code()).isZero();
    assertThat(Files.readString(file)).isEqualTo(drawn);
  }

  /** The form is that of the specification 2-0-2, told in a schema of our own. */
  @Test
  void openLineageEventsHaveTheFormOfItsSpecification() throws IOException {
    Path file = folder.resolve("events.jsonl");
    assertThat(millrace("trips", "--openlineage", file.toString()).code()).isZero();
    List<String> lines = Files.readAllLines(file);
    Schema schema = schema();
    Map<String, List<String>> types = new HashMap<>();
    Instant last = Instant.EPOCH;
    for (String line : lines) {
      assertThat(
              schema.validate(
                  line,
                  InputFormat.JSON,
                  context ->
                      context.executionConfig(config -> config.formatAssertionsEnabled(true))))
          .extracting(Error::getMessage)
          .isEmpty();
      JsonObject event = JsonObject.of(JsonReader.read(line.getBytes(StandardCharsets.UTF_8)));
      types
          .computeIfAbsent(event.object("run").text("runId"), any -> new ArrayList<>())
          .add(event.text("eventType"));
      assertThat(Instant.parse(event.text("eventTime"))).isAfter(last.minusSeconds(3600));
    }
    assertThat(types.values()).isNotEmpty().allMatch(List.of("START", "COMPLETE")::equals);
    assertThat(lines)
        .anyMatch(line -> line.contains("\"name\":\"trips.train\"") && line.contains("trips/cut"))
        .anyMatch(line -> line.contains("\"namespace\":\"file\"") && line.contains("trips.csv"));
    assertThat(
            schema.validate(lines.getFirst().replace("\"runId\":", "\"run\":"), InputFormat.JSON))
        .as("the schema can say no")
        .isNotEmpty();
  }

  @Test
  void whatIsNotThereIsRefusedByName() {
    for (String node : List.of("nobody", "trips/9", "a\u0007b", "' OR 1=1 --", "")) {
      SpokenCommand told = millrace(node);
      assertThat(told.code()).as(node).isEqualTo(2);
      assertThat(told.err()).contains("MODEL/VERSION").doesNotContain("\u0007", "Exception");
    }
    assertThat(millrace("trips", "--runs", "0").code()).isEqualTo(2);
    assertThat(millrace("trips/3", "--runs", "1").out()).contains("note: looked at the newest 1");
  }

  private static Schema schema() throws IOException {
    try (InputStream in = LineageTest.class.getResourceAsStream("/openlineage-run-event.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static SpokenCommand millrace(String... arguments) {
    List<String> all = new ArrayList<>(List.of("lineage"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--home", folder.resolve(".millrace").toString()));
    return SpokenCommand.run(all.toArray(String[]::new));
  }
}

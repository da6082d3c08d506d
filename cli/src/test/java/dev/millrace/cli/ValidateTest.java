package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data and its statistics are held against a schema from the command line. */
final class ValidateTest {
  private static final String SCHEMA =
      """
      examples: { min: 100 }
      columns:
        age: { type: int64, int-domain: { min: 18, max: 99 }, otherwise: refuse }
        colour: { type: utf8, domain: [red, blue], unique: { max: 2 } }
        weight:
          type: float64
          drift: { jensen-shannon-divergence: 0.05 }
      """;

  @TempDir Path folder;

  @BeforeEach
  void data() throws IOException {
    Files.writeString(folder.resolve("schema.yaml"), SCHEMA);
    write("before.csv", 18, 0);
    write("today.csv", 17, 50);
  }

  private void write(String name, int youngest, int heavier) throws IOException {
    Files.writeString(
        folder.resolve(name),
        "age,colour,weight\n"
            + IntStream.range(0, 200)
                .mapToObj(
                    row ->
                        (youngest + row % 50)
                            + (row % 2 == 0 ? ",red," : ",blue,")
                            + (heavier + row % 40)
                            + ".5")
                .collect(Collectors.joining("\n")));
  }

  @Test
  void everyFindingAndMeasurementIsTold() {
    SpokenCommand text = validate("today.csv", "--previous", path("before.csv"));
    assertThat(text.code()).as(text.err()).isEqualTo(4);
    assertThat(text.out())
        .contains(
            "ERROR   INT_TYPE_SMALL_INT:age: values lie below the least one allowed;"
                + " found 17; allowed: at least 18",
            "COMPARATOR_JENSEN_SHANNON_DIVERGENCE_HIGH:weight",
            "tfdv.js-divergence-bits  1.00000  <= 0.0500000  beyond");

    SpokenCommand json = validate("today.csv", "--previous", path("before.csv"), "--json");
    JsonObject report = JsonObject.of(json.json());
    assertThat(report.flag("accepted")).isFalse();
    assertThat(report.items("measurements")).hasSize(1);
    assertThat(report.items("findings")).hasSize(2);
  }

  @Test
  void jsonIsDataUnlessItIsStatistics() throws IOException {
    Files.writeString(
        folder.resolve("rows.json"), "[{\"age\": 5, \"colour\": \"red\", \"weight\": 1.5}]");
    assertThat(validate("rows.json").out()).contains("1 rows", "INT_TYPE_SMALL_INT:age");
    Files.writeString(folder.resolve("tfdv.json"), "{\n \"datasets\": [{\"numExamples\": \"3\"}]}");
    SpokenCommand other = validate("tfdv.json");
    assertThat(other.code()).isEqualTo(4);
    assertThat(other.err()).contains("another form", "millrace-statistics", "docs/statistics.md");
  }

  @Test
  void statisticsSayTheSameAsTheirData() {
    for (String name : List.of("today", "before")) {
      assertThat(validate(name + ".csv", "--write-statistics", path(name + ".json")).err())
          .isEmpty();
    }
    assertThat(validate("today.json", "--previous", path("before.json"), "--json").out())
        .isEqualTo(validate("today.csv", "--previous", path("before.csv"), "--json").out());
    SpokenCommand before = validate("before.json");
    assertThat(before.code()).isZero();
    assertThat(before.out()).contains("not compared").contains("drift of weight");
  }

  @Test
  void aRunChecksWhatRowsCannotBreak() throws IOException {
    Files.writeString(
        folder.resolve("schema.yaml"),
        SCHEMA.replace("max: 2 }", "max: 1 }").replace("min: 18", "min: 17"));
    Files.writeString(
        folder.resolve("pipeline.yaml"),
        "name: shop\nsource: { files: today.csv }\nlabel: { column: colour }\n");
    SpokenCommand run =
        SpokenCommand.run(
            "run", path("pipeline.yaml"), "--until", "validate", "--home", path("home"));
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out() + run.err()).contains("FEATURE_TYPE_HIGH_UNIQUE:colour");
  }

  @Test
  void whatCannotBeReadIsToldWithoutATrace() throws IOException {
    Files.writeString(folder.resolve("broken.json"), "{\"format\":\"millrace-statistics\",");
    Files.writeString(
        folder.resolve("nested.json"),
        "{\"format\":\"millrace-statistics\",\"version\":1,\"datasets\":[{\"examples\":1,"
            + "\"columns\":[{\"name\":\"a\",\"type\":\"struct\"}]}]}");
    for (String name : List.of("broken.json", "nested.json")) {
      SpokenCommand told = validate(name);
      assertThat(told.code()).isEqualTo(4);
      assertThat(told.err()).contains("the statistics cannot be read").doesNotContain("Exception");
    }
    assertThat(validate("nested.json").err()).contains("nested columns");
    assertThat(validate("none.csv").err()).contains("there is no such file");
  }

  private SpokenCommand validate(String file, String... more) {
    String[] words = {
      "data", "validate", path(file), "--schema", path("schema.yaml"), "--home", path("home")
    };
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return SpokenCommand.run(all);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}

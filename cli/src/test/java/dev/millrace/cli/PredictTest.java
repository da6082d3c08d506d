package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.ingest.NamedFile;
import dev.millrace.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores of files and of single rows, by a model that was registered by hand. */
final class PredictTest {
  @TempDir static Path home;

  @TempDir Path folder;

  @BeforeAll
  static void register() {
    SmallModel.register(home);
  }

  private static SpokenCommand predict(String... arguments) {
    return SpokenCommand.run(
        Stream.concat(
                Stream.of("predict", "small", "--home", home.toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void everyRecordOfAFileGetsItsRow() throws IOException {
    Path input = file("in.csv", "kind,x,extra\nok,1,a\n,0,b\nother,?,c\nok,-2,d\n");
    Path output = folder.resolve("out.csv");
    SpokenCommand told = predict("--input", input.toString(), "--output", output.toString());
    assertThat(told.code()).as(told.err()).isZero();
    assertThat(told.out()).isEmpty();
    assertThat(told.err()).contains("scored 4 rows with small version 1");
    List<String> lines = Files.readAllLines(output);
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0)).isEqualTo("row,decision,p(no),p(yes),reason");
    assertThat(lines.get(1)).isEqualTo("0,yes,0.5,0.5,");
    assertThat(lines.get(2)).isEqualTo("1,yes,0.5,0.5,");
    assertThat(lines.get(4)).startsWith("3,no,0.95");
    assertThat(leftOvers()).isEmpty();
  }

  @Test
  void standardOutputHasTheSameLines() throws IOException {
    Path input = file("in.csv", "x,kind\n1,ok\nnot a number,ok\n3,ok\n");
    Path output = folder.resolve("out.csv");
    SpokenCommand toFile = predict("--input", input.toString(), "--output", output.toString());
    SpokenCommand printed = predict("--input", input.toString());
    assertThat(printed.out()).isEqualTo(Files.readString(output));
    assertThat(printed.code()).isEqualTo(toFile.code()).isEqualTo(4);
    try (Stream<Path> scratch = Files.list(home.resolve("scratch"))) {
      assertThat(scratch.filter(path -> path.getFileName().toString().startsWith("scores-")))
          .isEmpty();
    }
  }

  @Test
  void recordsThatCannotBeReadHaveAReasonAndTheExitCodeSaysSo() throws IOException {
    Path input = file("in.csv", "x,kind\n1,ok\ntwelve,ok\n3\n4,ok\n");
    Path output = folder.resolve("out.csv");
    SpokenCommand told =
        predict("--input", input.toString(), "--output", output.toString(), "--json");
    assertThat(told.code()).isEqualTo(4);
    assertThat(Files.readAllLines(output).subList(2, 4))
        .containsExactly("1,,,,column x: not float64", "2,,,,too few fields");
    assertThat(Files.readString(output)).doesNotContain("twelve");
    JsonObject json = JsonObject.of(told.json());
    assertThat(json.whole("scored")).isEqualTo(2);
    JsonObject unscored = json.object("unscored");
    assertThat(unscored.names())
        .containsExactlyInAnyOrder("column x: not float64", "too few fields");
    assertThat(unscored.whole("too few fields")).isEqualTo(1);
    assertThat(json.text("output")).isEqualTo(output.toString());
  }

  @Test
  void parquetIsWrittenAndReadAgain() throws IOException {
    Path input = file("in.csv", "x,kind,row\n1,ok,7\nbad,ok,8\n0.5,,9\n");
    Path scores = folder.resolve("scores.parquet");
    assertThat(predict("--input", input.toString(), "--output", scores.toString()).code())
        .isEqualTo(4);
    try (OpenHome open = OpenHome.open(home)) {
      assertThat(DataCommand.land(open, NamedFile.of(scores)).cut().rows()).isEqualTo(3);
    }
    // Scores have no column x: scoring them names what is missing.
    SpokenCommand again = predict("--input", scores.toString());
    assertThat(again.code()).isEqualTo(4);
    assertThat(again.err()).contains("COLUMN_MISSING", "x", "kind").doesNotContain("\tat ");
  }

  @Test
  void manyRowsAreScoredInParts() throws IOException {
    StringBuilder text = new StringBuilder("x,kind\n");
    int rows = 140_000;
    for (int i = 0; i < rows; i++) {
      text.append(i % 1000 == 999 ? "bad" : Integer.toString(i % 7)).append(",ok\n");
    }
    Path output = folder.resolve("out.csv");
    SpokenCommand told =
        predict(
            "--input", file("in.csv", text.toString()).toString(), "--output", output.toString());
    assertThat(told.err()).contains("scored 139,860 rows", "no score for 140 rows");
    List<String> lines = Files.readAllLines(output);
    assertThat(lines).hasSize(rows + 1);
    for (int i = 0; i < rows; i++) {
      String line = lines.get(i + 1);
      assertThat(line).startsWith(i + ",");
      assertThat(line.endsWith("not float64")).isEqualTo(i % 1000 == 999);
    }
  }

  @Test
  void anOutputThatIsThereIsKeptUnlessForced() throws IOException {
    Path input = file("in.csv", "x,kind\n1,ok\n");
    Path output = file("out.csv", "mine");
    SpokenCommand refused = predict("--input", input.toString(), "--output", output.toString());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("--force", output.toString());
    assertThat(output).hasContent("mine");
    assertThat(
            predict("--input", input.toString(), "--output", output.toString(), "--force").code())
        .isZero();
    assertThat(output).content().startsWith("row,");
  }

  @Test
  void aFailedScoringLeavesTheOldOutputWhole() throws IOException {
    Path input = file("in.csv", "kind\nok\n");
    Path output = file("out.csv", "mine");
    SpokenCommand failed =
        predict("--input", input.toString(), "--output", output.toString(), "--force");
    assertThat(failed.code()).isEqualTo(4);
    assertThat(failed.err()).contains("COLUMN_MISSING", "found x").doesNotContain("found kind");
    assertThat(output).hasContent("mine");
    assertThat(leftOvers()).isEmpty();
  }

  @Test
  void theInputIsNeverItsOwnOutput() throws IOException {
    Path input = file("in.csv", "x,kind\n1,ok\n");
    SpokenCommand refused =
        predict("--input", input.toString(), "--output", input.toString(), "--force");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(input).content().startsWith("x,kind");
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.xlsx", "out", "out.csv.gz", "missing/out.csv"})
  void outputsThatCannotBeWrittenAreRefusedBeforeAnythingIsRead(String name) {
    SpokenCommand refused =
        predict("--input", "not-there.csv", "--output", folder.resolve(name).toString());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains(name.startsWith("missing") ? "missing" : name);
  }

  @Test
  void oneRowIsOneDocument() {
    SpokenCommand told = predict("--row", "{\"x\": 1, \"kind\": \"ok\"}");
    SpokenCommand more = predict("--row", "{\"x\": 1, \"kind\": \"ok\", \"area\": 8}");
    assertThat(more.out()).as("a column of the schema that is not read").isEqualTo(told.out());
    assertThat(told.code()).isZero();
    JsonObject json = JsonObject.of(told.json());
    assertThat(json.text("decision")).isEqualTo("yes");
    assertThat(json.object("probabilities").real("yes")).isEqualTo(0.5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"x\": 1}",
        "{\"x\": \"1\", \"kind\": \"ok\"}",
        "{\"x\": 1, \"kind\": \"ok\", \"more\": 2}",
        "{\"x\": 1, ",
        "[]1",
        ""
      })
  void aRowThatIsNoneIsRefusedAsOneDocument(String row) {
    SpokenCommand told = predict("--row", row, "--json");
    assertThat(told.code()).isEqualTo(2);
    assertThat(JsonObject.of(told.json()).items("problems")).isNotEmpty();
  }

  @Test
  void jsonAndScoresDoNotShareStandardOutput() throws IOException {
    Path input = file("in.csv", "x,kind\n1,ok\n");
    SpokenCommand told = predict("--input", input.toString(), "--json");
    assertThat(told.code()).isEqualTo(2);
    assertThat(JsonObject.of(told.json()).items("problems")).hasSize(1);
  }

  private List<Path> leftOvers() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith(".")).toList();
    }
  }
}

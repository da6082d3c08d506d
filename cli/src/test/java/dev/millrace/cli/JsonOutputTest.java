package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With --json every command writes one document to standard output, whatever becomes of it. */
final class JsonOutputTest {
  @TempDir Path folder;

  private SpokenCommand inHome(String command) {
    return SpokenCommand.run((command + " --json --home " + folder.resolve("home")).split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "models list",
        "models show small",
        "models show nobody",
        "models choose small 9 --reason x",
        "models rollback small --reason x",
        "models choose small 1 --reason x",
        "runs",
        "runs 00000000000000000000000000000001",
        "runs 1 2",
        "audit list",
        "lineage small",
        "lineage nobody",
        "audit verify",
        "audit verify --against nowhere.jsonl",
        "audit export",
        "models",
        "predict",
        "data profile --no-such-option x",
        "doctor",
        "schema show --pipeline nowhere.yaml",
        "schema diff --pipeline nowhere.yaml",
        "schema accept X --pipeline nowhere.yaml",
        "run nowhere.yaml",
        "data profile nowhere.csv",
        "init nowhere.csv --output nowhere-either.yaml",
        "predict small --row {}",
        "predict nobody --row {}",
      })
  void oneDocument(String command) {
    SmallModel.register(folder.resolve("home"));
    SpokenCommand told = inHome(command);
    assertThat(told.json()).isInstanceOf(Json.Members.class);
    assertThat(told.out().lines()).hasSize(1);
    assertThat(told.out() + told.err()).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"config schema", "completion", "config schema --output FILE"})
  void oneDocumentWithoutAHome(String command) {
    String line = command.replace("FILE", folder.resolve("schema.json").toString());
    SpokenCommand told = SpokenCommand.run((line + " --json").split(" ", -1));
    assertThat(told.code()).as(told.err()).isZero();
    assertThat(told.json()).isInstanceOf(Json.Members.class);
    assertThat(told.out().lines()).hasSize(1);
  }

  @Test
  void profilesAndGuessesOfRealTables() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("t.csv"),
            """
            a,b,c,label
            1,x,2020-01-01,yes
            NaN,,,no
            inf,"q""q",2021-01-01,no
            """);
    SpokenCommand profile = inHome("data profile " + file);
    assertThat(profile.code()).as(profile.err()).isZero();
    assertThat(profile.json()).isInstanceOf(Json.Members.class);
    SpokenCommand init = inHome("init " + file + " --output " + folder.resolve("p.yaml"));
    assertThat(init.code()).as(init.err()).isZero();
    assertThat(init.json()).isInstanceOf(Json.Members.class);
  }
}

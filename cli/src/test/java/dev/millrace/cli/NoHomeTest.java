package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only looks at a home, or changes what is in it, makes none. */
final class NoHomeTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "models list",
        "models show taxi",
        "models choose taxi 1 --reason x",
        "runs",
        "runs 12ab",
        "audit list",
        "lineage taxi",
        "audit verify",
        "audit export",
        "releases list",
        "releases show taxi",
        "releases live taxi",
        "releases rollback taxi --reason x",
        "monitor taxi",
        "triggers list",
        "triggers show taxi",
        "predict taxi --row {}",
        "schema diff --pipeline PIPELINE",
        "schema accept X:y --pipeline PIPELINE",
        "data quarantine --pipeline PIPELINE",
      })
  void isSaidAndNotMade(String command) throws IOException {
    SpokenCommand told = run(command);
    assertThat(told.code()).as(told.err()).isEqualTo(2);
    assertThat(told.err())
        .contains("no-home: there is no home here yet", "millrace run pipeline.yaml", "--home");
    assertThat(home()).doesNotExist();
  }

  @Test
  void aDoctorSaysSoToo() throws IOException {
    SpokenCommand told = run("doctor");
    assertThat(told.code()).isEqualTo(1);
    assertThat(told.out()).contains("BAD  home", "there is no home here yet");
    assertThat(home()).doesNotExist();
  }

  /** A file system without files has no room, which does not make it a full disk. */
  @Test
  void aPlaceThatHoldsNoFilesIsNoFullDisk() throws IOException {
    SpokenCommand told =
        SpokenCommand.run("run", pipeline().toString(), "--home", "/proc/millrace-home");
    assertThat(told.code()).isEqualTo(2);
    assertThat(told.err())
        .contains("/proc/millrace-home: this file system holds no files", "FILE_UNWRITABLE")
        .doesNotContain("DISK_FULL", "Exception");
  }

  private SpokenCommand run(String command) throws IOException {
    String line = command.replace("PIPELINE", pipeline().toString()) + " --home " + home();
    return SpokenCommand.run(line.split(" ", -1));
  }

  private Path home() {
    return folder.resolve("no-home");
  }

  private Path pipeline() throws IOException {
    return Files.writeString(
        folder.resolve("pipeline.yaml"),
        "name: taxi\nsource: { files: a.csv }\nlabel: { column: b }\n");
  }
}

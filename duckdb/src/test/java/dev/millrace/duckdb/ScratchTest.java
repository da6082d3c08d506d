package dev.millrace.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
  @TempDir private Path folder;

  @Test
  void whatAKilledEngineLeftIsRemoved() throws IOException {
    Path dead = Files.createDirectories(folder.resolve("engine-dead/spill"));
    Files.writeString(dead.resolve("block"), "spilled");
    Files.createFile(folder.resolve("engine-dead/lock"));
    Path other = Files.writeString(folder.resolve("somebody-elses"), "stays");
    try (Scratch scratch = Scratch.open(folder)) {
      assertThat(folder.resolve("engine-dead")).doesNotExist();
      assertThat(scratch.spill()).isDirectory();
    }
    assertThat(other).exists();
  }

  @Test
  void livingEnginesKeepTheirs() {
    try (Scratch one = Scratch.open(folder);
        Scratch two = Scratch.open(folder)) {
      assertThat(one.folder()).isDirectory().isNotEqualTo(two.folder());
      assertThat(one.newFile("a", "")).isNotEqualTo(one.newFile("a", ""));
    }
    assertThat(folder).isEmptyDirectory();
  }
}

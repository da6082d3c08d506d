package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ShortLifeTest {
  @Test
  void theLauncherGivesARunTheSameOptions() throws IOException {
    assertThat(Files.readString(Path.of("..", "millrace")))
        .contains(String.join(" ", ShortLife.OPTIONS));
  }
}

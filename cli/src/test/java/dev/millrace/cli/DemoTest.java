package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code millrace demo} tells the whole story, the second time too. */
@Tag("process")
final class DemoTest {
  @TempDir Path folder;

  @Test
  void theStoryIsTold() throws Exception {
    Path example = Files.createDirectories(folder.resolve("examples").resolve("chicago-taxi"));
    try (Stream<Path> files = Files.list(Path.of("..", "examples", "chicago-taxi"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("schema.yaml")) {
          Files.copy(file, example.resolve(file.getFileName().toString()));
        }
      }
    }
    requireStory();
    requireStory();
  }

  private void requireStory() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Dmillrace.root=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "demo"));
    SmallRun.Ended ended =
        SmallRun.toTheEnd(
            new ProcessBuilder(command).redirectErrorStream(true).start(), new ArrayList<>());
    assertThat(ended.exitCode()).as(ended.text()).isZero();
    assertThat(ended.text())
        .containsSubsequence(
            "chicago-taxi version 1",
            "scored 15 rows",
            "learned    version 1",
            "serving    http://127.0.0.1:",
            "sent       1,000 trips",
            "sent       2,000",
            "drift      fare: population stability index",
            "decision   nothing is done: the data is that of the last run",
            "data       a file with 3,000 trips",
            "decision   run 1 because of new-data, drift (version 1: fare)",
            "retrained  version 2: log loss",
            "released   version 2 answers now (epoch 2)",
            "roll-back  back to version 1",
            "version 1 answers (epoch 3)",
            "stopped");
    assertThat(ended.text()).doesNotContain("Exception", "\tat ");
  }
}

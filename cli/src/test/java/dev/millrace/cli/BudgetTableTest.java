package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor} shows what everything may use, and warns when that is more than there is. */
class BudgetTableTest {
  @TempDir Path folder;

  @Test
  void everyPartHasItsLineAndTheSumIsHeldAgainstTheMachine() throws IOException {
    SmallModel.register(folder);
    Files.writeString(
        folder.resolve("home.yaml"),
        "budget: { cores: 3, memory: 64MB }\nengine: { memory: 64MB }\n");
    Files.writeString(
        folder.resolve("server.yaml"),
        "server: { limits: { bodies: 1MB, body: 1MB } }\nlog: { compact: { enabled: false } }\n");
    SpokenCommand said = SpokenCommand.run("doctor", "--home", folder.toString());
    assertThat(said.out())
        .containsPattern("ok +budget server http +.*event loops.* 1 MB of memory, within the heap")
        .containsPattern("ok +budget runs +all together 3 processors.* 64 MB")
        .containsPattern("ok +budget sum +.*of the machine");

    Files.writeString(folder.resolve("home.yaml"), "budget: { memory: 900TB }\n");
    SpokenCommand more = SpokenCommand.run("doctor", "--home", folder.toString());
    assertThat(more.code()).as("a warning is no fault").isZero();
    assertThat(more.out()).containsPattern("warn +budget sum +.*lower 'budget.memory'");
  }
}

package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole run over data that is larger than all memory of the program: 256 MB of heap and 128 MB of
 * the engine. Training has a process and memory of its own, and says so when they are too small.
 */
@Tag("long")
final class LargerThanMemoryTest {
  private static final int ROWS = 3_000_000;
  private static final long MEMORY = (256L + 128) << 20;

  @TempDir Path folder;

  @Test
  void aFileOfMoreThanTwiceAllMemoryIsRunToARelease() throws Exception {
    makeData();
    assertThat(Files.size(folder.resolve("data.csv"))).isGreaterThan(2 * MEMORY);
    SmallRun.Ended whole = run("engine: { memory: 128MB }\n", 5);
    assertThat(whole.exitCode()).as(whole.text()).isZero();
    assertThat(whole.text())
        .contains(
            "read 3,000,000 = landed 3,000,000 + rejected 0",
            "note is left out: it is different in most rows",
            "gate       passed",
            "big version 1");

    // The rows do not fit into this training process: told with the key that changes it.
    SmallRun.Ended small = run("engine: { memory: 128MB }\ntraining: { memory: 128MB }\n", 6);
    assertThat(small.exitCode()).as(small.text()).isEqualTo(1);
    assertThat(small.text())
        .contains("prepare          reused", "TRAINING_OUT_OF_MEMORY", "'training.memory'")
        .doesNotContain("\tat ", "INTERNAL");
  }

  private SmallRun.Ended run(String settings, int rounds) throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.writeString(home.resolve("home.yaml"), settings);
    Files.writeString(
        folder.resolve("pipeline.yaml"),
        """
        name: big
        source: { files: data.csv, time: { column: day } }
        label: { column: bought }
        train: { rounds: ROUNDS }
        evaluate: { bootstrap: 20, slices: [kind] }
        gate: [auc >= 0.6]
        """
            .replace("ROUNDS", Integer.toString(rounds)));
    Process process =
        OwnProcess.start(
            List.of("-Xmx256m"),
            "run",
            folder.resolve("pipeline.yaml").toString(),
            "--home",
            home.toString());
    return SmallRun.toTheEnd(process, new ArrayList<>());
  }

  private void makeData() throws IOException {
    SplittableRandom random = new SplittableRandom(20261201);
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("data.csv"))) {
      out.write("order,day,amount,discount,items,kind,note,bought\n");
      for (int row = 0; row < ROWS; row++) {
        double amount = random.nextInt(100_000) / 1000.0;
        double discount = random.nextDouble();
        out.write(Integer.toString(row));
        out.write(row < ROWS / 2 ? ",2024-0" : ",2025-0");
        out.write((1 + row % 9) + "-1" + row % 10 + "," + amount + "," + discount + ",");
        out.write(random.nextInt(40) + ",k" + row % 37 + ",");
        for (int i = 0; i < 14; i++) {
          out.write(Long.toHexString(random.nextLong() | Long.MIN_VALUE));
        }
        out.write(amount / 50 + discount + random.nextDouble() > 1.8 ? ",yes\n" : ",no\n");
      }
    }
  }
}

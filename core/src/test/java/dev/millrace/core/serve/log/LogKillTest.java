package dev.millrace.core.serve.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process killed under load loses nothing it has acknowledged, and the next one goes on. */
@Tag("process")
final class LogKillTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Durability.class)
  void everyAcknowledgedRecordIsInTheLog(Durability durability)
      throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(20261125);
    Path log = folder.resolve(durability.name());
    for (int run = 0; run < 3; run++) {
      NodeId node = new NodeId("run" + run);
      Set<Long> acknowledged = runAndKill(log, node, durability, 500 + random.nextInt(3_000));
      Set<Long> read = new HashSet<>();
      LogRead result =
          LogReader.predictions(log)
              .read(
                  LogOffsets.START,
                  (value, of, sequence) -> {
                    if (of.equals(node)) {
                      int number = (int) (value.id().high() - 1_700_000_000_000_000L);
                      assertThat(value).isEqualTo(LogCases.prediction(number));
                      assertThat(read.add((long) number)).isTrue();
                    }
                  });
      assertThat(read).containsAll(acknowledged);
      assertThat(result.damages()).isEmpty();
      assertThat(result.missing()).isZero();
      SegmentFolder segments = new SegmentFolder(log, LogStream.PREDICTIONS);
      assertThat(segments.sealOrphans(log, Set.of())).isLessThanOrEqualTo(1);
      assertThat(segments.list().values()).containsOnly(SegmentFolder.State.SEALED);
    }
  }

  /** What the victim had acknowledged when it was killed. */
  private static Set<Long> runAndKill(Path log, NodeId node, Durability durability, int lines)
      throws IOException, InterruptedException {
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                LogVictim.class.getName(),
                log.toString(),
                node.value(),
                durability.name())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Set<Long> acknowledged = new HashSet<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(victim.getInputStream(), StandardCharsets.US_ASCII))) {
      while (acknowledged.size() < lines) {
        String line = out.readLine();
        assertThat(line).as("the victim goes on until it is killed").isNotNull();
        acknowledged.add(Long.parseLong(line));
      }
      assertThat(victim.toHandle().destroyForcibly()).isTrue();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        // The last line may have been cut by the kill, and half a number is another number.
        if (out.ready()) {
          acknowledged.add(Long.parseLong(line));
        }
      }
    } finally {
      victim.destroyForcibly().waitFor();
    }
    return acknowledged;
  }
}

package dev.millrace.store;

import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.digest.Digest;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.LoadedRun;
import dev.millrace.spi.store.RunStatus;
import dev.millrace.store.postgres.PostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process killed at random points loses nothing it has reported, and the next one goes on. */
@Tag("process")
class StoreKillTest {
  private static final long SEED = 20261123;

  @TempDir Path folder;

  @Test
  void whatWasReportedSurvivesKills() throws IOException, InterruptedException {
    assertNothingIsLost("");
  }

  @Test
  void whatWasReportedSurvivesKillsInPostgres(@TempDir Path data)
      throws IOException, InterruptedException {
    try (PostgresServer server = PostgresServer.start(data)) {
      assertNothingIsLost(server.url(server.copyOfMade()));
    }
  }

  private void assertNothingIsLost(String database) throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int number = 1; number <= 6; number++) {
      List<String> reported = runAndKill(database, number, random.nextInt(40));
      try (LocalStore store = KillVictim.open(folder, database)) {
        assertThat(store.checkIntegrity()).isEmpty();
        assertThat(store.stores().events().verify()).isInstanceOf(ChainCheck.Whole.class);
        if (!reported.isEmpty()) {
          LoadedRun killed = store.stores().runQueries().load(PROJECT, run(number));
          assertThat(killed.summary().status()).isEqualTo(RunStatus.RUNNING);
          assertThat(killed.stages()).hasSizeBetween(reported.size() - 1, reported.size());
          assertThat(reported.stream().skip(1).map(Digest::new)).allMatch(store.blobs()::verify);
        }
        assertThat(store.sweep(Instant.MAX.minusSeconds(1_000_000))).isLessThanOrEqualTo(1);
      }
    }
  }

  /** What the victim had reported when it was killed, after {@code lines} lines or a few more. */
  private List<String> runAndKill(String database, int number, int lines)
      throws IOException, InterruptedException {
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KillVictim.class.getName(),
                folder.toString(),
                Integer.toString(number),
                database)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> reported = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
      while (reported.size() < lines) {
        String line = out.readLine();
        assertThat(line).as("the victim goes on until it is killed").isNotNull();
        reported.add(line);
      }
      assertThat(victim.toHandle().destroyForcibly())
          .isTrue(); // unlike the process's own, keeps the pipe
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        reported.add(line);
      }
    } finally {
      victim.destroyForcibly().waitFor();
    }
    return reported;
  }
}

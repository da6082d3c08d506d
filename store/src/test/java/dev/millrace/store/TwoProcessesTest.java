package dev.millrace.store;

import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.TAXI;
import static dev.millrace.testkit.store.StoreCases.TIPS;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.digest;
import static dev.millrace.testkit.store.StoreCases.made;
import static dev.millrace.testkit.store.StoreCases.run;
import static dev.millrace.testkit.store.StoreCases.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.LeaseOwner;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.RunEnd;
import dev.millrace.spi.store.RunStatus;
import dev.millrace.spi.store.StartedRun;
import dev.millrace.spi.store.Stores;
import dev.millrace.store.postgres.PostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes with ten clients each write at once; nothing they were told of is lost. */
@Tag("process")
class TwoProcessesTest {
  private static final int EACH = WritingProcess.CLIENTS * WritingProcess.WRITES;

  @TempDir Path folder;

  @Test
  void nothingIsLostInSqlite() throws Exception {
    assertNothingIsLost("");
  }

  @Test
  void nothingIsLostInPostgres(@TempDir Path data) throws Exception {
    try (PostgresServer server = PostgresServer.start(data)) {
      assertNothingIsLost(server.url(server.copyOfMade()));
    }
  }

  private void assertNothingIsLost(String database) throws Exception {
    KillVictim.open(folder, database).close();
    List<Process> processes = List.of(writing("a", database), writing("b", database));
    List<BufferedReader> outputs = processes.stream().map(TwoProcessesTest::output).toList();
    for (BufferedReader output : outputs) {
      assertThat(output.readLine()).isEqualTo("ready");
    }
    for (Process process : processes) {
      process.getOutputStream().close();
    }
    List<String> told = new ArrayList<>();
    for (int i = 0; i < processes.size(); i++) {
      told.addAll(outputs.get(i).lines().toList());
      assertThat(processes.get(i).waitFor()).isZero();
    }
    assertThat(told).hasSize(2 * EACH);

    try (LocalStore store = KillVictim.open(folder, database)) {
      Stores stores = store.stores();
      assertThat(stores.events().verify())
          .isInstanceOfSatisfying(
              ChainCheck.Whole.class, whole -> assertThat(whole.events()).isEqualTo(2 * EACH));
      assertThat(stores.events().read(PROJECT, 0, 1000))
          .extracting(Event::change)
          .extracting(change -> change.key())
          .containsExactlyInAnyOrderElementsOf(
              told.stream().map(line -> line.substring(line.lastIndexOf(' ') + 1)).toList());
      assertThat(stores.registryQueries().listVersions(PROJECT, TIPS))
          .extracting(ModelVersion::version)
          .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, EACH).boxed().toList());
      assertThat(stores.registryQueries().listVersions(PROJECT, TIPS))
          .extracting(
              version -> "version " + version.version() + " " + told(told, version.version()))
          .containsAll(told.stream().filter(line -> line.startsWith("version")).toList());
      assertThat(stores.evidence().list(PROJECT, digest("all"))).hasSize(EACH);
    }
  }

  /** The key that a client said it got this version for. */
  private static String told(List<String> told, int version) {
    return told.stream()
        .filter(line -> line.startsWith("version " + version + " "))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void workOfAKilledOwnerIsTakenOverOnceInPostgres(@TempDir Path data) throws Exception {
    try (PostgresServer server = PostgresServer.start(data)) {
      String database = server.url(server.copyOfMade());
      Process victim = process(KillVictim.class.getName(), folder.toString(), "1", database);
      try (BufferedReader out = output(victim)) {
        for (int i = 0; i < 4; i++) {
          assertThat(out.readLine()).isNotNull();
        }
        assertThat(victim.toHandle().destroyForcibly()).isTrue();
        var _ = out.lines().count();
      }
      victim.waitFor();
      List<LocalStore> nodes = new ArrayList<>();
      try {
        for (int i = 0; i < 2; i++) {
          nodes.add(KillVictim.open(folder.resolve("node" + i), database));
        }
        assertTakenOverOnce(nodes);
      } finally {
        nodes.forEach(LocalStore::close);
      }
    }
  }

  private static void assertTakenOverOnce(List<LocalStore> nodes) throws Exception {
    int contenders = 8;
    CyclicBarrier together = new CyclicBarrier(contenders);
    List<Callable<Object>> starts = new ArrayList<>();
    for (int i = 0; i < contenders; i++) {
      int number = 10 + i;
      Stores stores = nodes.get(i % nodes.size()).stores();
      starts.add(
          () -> {
            together.await();
            try {
              return stores
                  .runs()
                  .start(
                      change("take" + number),
                      start(
                          number,
                          TAXI,
                          new LeaseOwner("node", number, NOON),
                          Set.of(new LeaseOwner("victim", 1, NOON))));
            } catch (MillraceException busy) {
              return busy.code();
            }
          });
    }
    List<Object> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(contenders)) {
      for (Future<Object> answer : threads.invokeAll(starts)) {
        answers.add(answer.get());
      }
    }
    assertThat(answers).filteredOn(StartedRun.class::isInstance).hasSize(1);
    assertThat(answers).filteredOn(ErrorCode.RUN_ACTIVE::equals).hasSize(contenders - 1);
    StartedRun taken =
        answers.stream()
            .filter(StartedRun.class::isInstance)
            .map(StartedRun.class::cast)
            .findFirst()
            .orElseThrow();
    Stores stores = nodes.getFirst().stores();
    stores.runs().commit(change("goes on"), taken.lease(), made("s", "k", "v"));
    stores.runs().finish(change("ends"), taken.lease(), RunEnd.done());
    assertThat(stores.runQueries().load(PROJECT, run(1)).summary().status())
        .isEqualTo(RunStatus.ABANDONED);
    assertThat(stores.events().verify()).isInstanceOf(ChainCheck.Whole.class);
  }

  private Process writing(String name, String database) throws IOException {
    return process(WritingProcess.class.getName(), folder.toString(), name, database);
  }

  private static Process process(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path")));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}

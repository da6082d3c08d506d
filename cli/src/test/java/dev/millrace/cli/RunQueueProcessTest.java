package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.queue.QueuePlace;
import dev.millrace.core.queue.RunNeeds;
import dev.millrace.core.queue.RunQueue;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.LeaseOwner;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of one machine wait for each other in a queue that several processes share. */
@Tag("process")
final class RunQueueProcessTest {
  private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
  private static final RunId OTHER = new RunId("a".repeat(32));

  @TempDir Path folder;

  @Test
  void aRunWaitsForAnotherIsShownAndGoesWhenThatIsOver() throws Exception {
    Path pipeline = pipeline();
    taken(Users.process(Instant.now()));
    Process process = run(pipeline);
    try (BufferedReader out = SmallRun.reader(process)) {
      assertThat(lineWith(out, "waits in the queue"))
          .contains("place 1", "are taken by run aaaaaaaa of other");
      assertThat(home("runs").out()).containsPattern("trips +queued .*place 1");
      assertThat(home("runs", "--json").out()).contains("\"waiting\":[{");
      leave();
      List<String> rest = out.lines().toList();
      assertThat(process.waitFor()).as(rest.toString()).isZero();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(home("runs", "--json").out()).contains("\"running\":[],\"waiting\":[]");
    assertThat(home("audit", "list", "--subject", "queue/" + host()).out()).contains("leave");
  }

  @Test
  void whatWaitsCanBeCancelledAndWhatRunsToo() throws Exception {
    Path pipeline = pipeline();
    taken(Users.process(Instant.now()));
    Process process = run(pipeline);
    try (BufferedReader out = SmallRun.reader(process)) {
      String waiting = lineWith(out, "waits in the queue");
      String id = waiting.substring("run ".length(), "run ".length() + 8);
      assertThat(home("runs", "cancel", id, "--reason", "wrong file").out())
          .contains("leaves the queue");
      assertThat(String.join("\n", out.lines().toList())).contains("CANCELLED");
      assertThat(process.waitFor()).isNotZero();
      assertThat(home("runs", "cancel", id, "--reason", "again").err()).contains("RUN_UNKNOWN");
      assertThat(home("runs", "cancel", "aaaa", "--reason", "stop").out())
          .contains("ends at its next check");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void aDeadOwnerHoldsUpNobody() throws Exception {
    Path pipeline = pipeline();
    Process dead = new ProcessBuilder("true").start();
    Instant started = dead.info().startInstant().orElse(Instant.now());
    assertThat(dead.waitFor()).isZero();
    taken(new LeaseOwner(host(), dead.pid(), started));
    SmallRun.Ended ended = SmallRun.toTheEnd(run(pipeline), new ArrayList<>());
    assertThat(ended.exitCode()).as(ended.text()).isZero();
  }

  /** A run that asks for part of the machine leaves the rest to others. */
  @Test
  void smallRunsGoBesideEachOther() throws Exception {
    Path pipeline = pipeline();
    Files.writeString(pipeline, Files.readString(pipeline) + "run: { cores: 1, memory: 64MB }\n");
    Files.writeString(
        folder.resolve("home").resolve("home.yaml"), "budget: { cores: 2, memory: 1GB }\n");
    queueStep(queue -> queue.enter(change("enter"), place(Users.process(Instant.now()), 1)));
    SmallRun.Ended ended = SmallRun.toTheEnd(run(pipeline), new ArrayList<>());
    assertThat(ended.exitCode()).as(ended.text()).isZero();
    assertThat(ended.text()).doesNotContain("waits in the queue");
  }

  private static String lineWith(BufferedReader out, String words) throws IOException {
    List<String> all = new ArrayList<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      all.add(line);
      if (line.contains(words)) {
        return line;
      }
    }
    throw new AssertionError(all.toString());
  }

  private static String host() {
    return Users.process(Instant.now()).host();
  }

  private interface Step {
    void of(RunQueue queue);
  }

  private void queueStep(Step step) {
    try (OpenHome home = OpenHome.open(folder.resolve("home"))) {
      step.of(RunPlace.queue(home));
    }
  }

  private void taken(LeaseOwner owner) {
    queueStep(queue -> queue.enter(change("enter"), place(owner, queue.budget().cores())));
  }

  private void leave() {
    queueStep(queue -> queue.leave(change("leave"), OTHER));
  }

  private static QueuePlace place(LeaseOwner owner, int cores) {
    return new QueuePlace(
        OTHER,
        new PipelineName("other"),
        owner,
        new RunNeeds(cores, 1 << 20),
        Instant.now(),
        QueuePlace.Wish.GO_ON);
  }

  private static Change change(String what) {
    return Users.change(what, Instant.now());
  }

  private Path pipeline() throws IOException {
    Files.createDirectories(folder.resolve("home"));
    return SmallRun.in(folder.resolve("trips"), 5).folder().resolve("pipeline.yaml");
  }

  private Process run(Path pipeline) throws IOException {
    return OwnProcess.start(
        QUICK, "run", pipeline.toString(), "--home", folder.resolve("home").toString());
  }

  private SpokenCommand home(String... arguments) {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--home";
    all[arguments.length + 1] = folder.resolve("home").toString();
    return SpokenCommand.run(all);
  }
}

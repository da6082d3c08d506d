package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.SmallRun.Ended;
import dev.millrace.cli.SmallRun.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is killed at any checkpoint it reaches, its own or one of its training process, is
 * followed by one that ends as if nothing had happened.
 */
@Tag("process")
final class KillAtEveryCheckpointTest {
  private static final int ROUNDS = 3;

  @TempDir Path folder;

  @Test
  void nextRunEndsTheSame() throws IOException, InterruptedException, ExecutionException {
    Path own = folder.resolve("checkpoints");
    Path childs = folder.resolve("child-checkpoints");
    SmallRun undisturbed = SmallRun.in(folder.resolve("whole"), ROUNDS);
    Ended ended =
        undisturbed.run(
            "-Dmillrace.checkpoints-to=" + own, "-Dmillrace.child-checkpoints-to=" + childs);
    assertThat(ended.exitCode()).as(ended.text()).isZero();
    Outcome whole = undisturbed.outcome();
    assertThat(whole.versions()).hasSize(1);
    assertThat(whole.choices()).containsExactly("1 PROMOTE 1");
    assertThat(Files.readAllLines(own))
        .contains("before-commit:model.register#1", "after-commit:model.choose#1");

    List<Callable<Boolean>> trials = new ArrayList<>();
    for (String point : Files.readAllLines(own)) {
      // A lease is renewed by the clock: a short run does not reach that, unless it is held up.
      if (!point.startsWith("lease.renewed")) {
        trials.add(() -> killProgram(point, whole));
      }
    }
    Files.readAllLines(childs).forEach(point -> trials.add(() -> killTraining(point, whole)));
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      for (Future<Boolean> trial : two.invokeAll(trials)) {
        assertThat(trial.get()).isTrue();
      }
    }
  }

  private boolean killProgram(String point, Outcome whole)
      throws IOException, InterruptedException {
    SmallRun run = fresh("own", point);
    Ended killed = run.run("-Dmillrace.kill-at=" + point);
    assertThat(killed.exitCode()).as("%s: %s", point, killed.text()).isEqualTo(137);
    run.requireKept(killed.lines());
    requireRecovery(point, run, whole);
    return true;
  }

  private boolean killTraining(String point, Outcome whole)
      throws IOException, InterruptedException {
    SmallRun run = fresh("child", point);
    Ended failed = run.run("-Dmillrace.kill-child-at=" + point);
    requireFailure(point, failed);
    run.requireKept(failed.lines());
    requireRecovery(point, run, whole);
    return true;
  }

  private SmallRun fresh(String who, String point) throws IOException {
    return SmallRun.in(folder.resolve(who + "-" + point.replaceAll("[^a-z0-9]", "-")), ROUNDS);
  }

  private static void requireRecovery(String point, SmallRun run, Outcome whole)
      throws IOException {
    Ended next = run.runHere();
    assertThat(next.exitCode()).as("after %s: %s", point, next.text()).isZero();
    assertThat(run.outcome()).as(point).isEqualTo(whole);
  }

  /** A run whose training process died says so and how to go on. */
  static void requireFailure(String what, Ended failed) {
    assertThat(failed.exitCode()).as("%s: %s", what, failed.text()).isEqualTo(1);
    assertThat(failed.text())
        .as(what)
        .contains("the training process was killed", "run again")
        .doesNotContain("\tat ", "Exception");
  }
}

package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.SmallRun.Ended;
import dev.millrace.cli.SmallRun.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes killed at random moments: the program, its training process, and both. */
@Tag("process")
final class RandomKillTest {
  private static final long SEED = 20261125;
  private static final int ROUNDS = 400;

  /** Who is killed. */
  private enum Victim {
    PARENT,
    CHILD,
    BOTH
  }

  @TempDir Path folder;

  @Test
  void nextRunEndsTheSame() throws Exception {
    SmallRun undisturbed = SmallRun.in(folder.resolve("whole"), ROUNDS);
    Ended whole = undisturbed.runHere();
    assertThat(whole.exitCode()).as(whole.text()).isZero();
    Outcome outcome = undisturbed.outcome();
    SplittableRandom random = new SplittableRandom(SEED);

    SmallRun anywhere = SmallRun.in(folder.resolve("0"), ROUNDS);
    killParent(anywhere, random.nextInt(whole.lines().size()));
    requireRecovery("parent", anywhere, outcome);
    int trial = 0;
    int kills = 0;
    List<Victim> victims = List.of(Victim.PARENT, Victim.CHILD, Victim.BOTH, Victim.CHILD);
    while (kills < victims.size()) {
      assertThat(++trial).as("trials in which the training was over too soon").isLessThan(20);
      SmallRun run = SmallRun.in(folder.resolve(Integer.toString(trial)), ROUNDS);
      if (killInTraining(run, victims.get(kills), random.nextInt(400))) {
        requireRecovery(victims.get(kills).toString(), run, outcome);
        kills++;
      }
    }
  }

  /** Kills the program once it has said some lines. */
  private static void killParent(SmallRun run, int lines) throws IOException, InterruptedException {
    Process parent = run.start();
    List<String> said = new ArrayList<>();
    try (BufferedReader out = SmallRun.reader(parent)) {
      String line = out.readLine();
      while (line != null) {
        said.add(line);
        if (said.size() == lines) {
          parent.toHandle().destroyForcibly();
        }
        line = out.readLine();
      }
    } finally {
      parent.destroyForcibly().waitFor();
    }
    run.requireKept(said);
  }

  /** Kills in the middle of training; false when the training was faster. */
  private static boolean killInTraining(SmallRun run, Victim victim, int millis)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    String what = "seed " + SEED + ", " + victim + " after " + millis + " ms of training";
    Process parent = run.start();
    try {
      ProcessHandle child =
          child(parent).orElseThrow(() -> new AssertionError(what + ": no training process"));
      if (parent.waitFor(millis, TimeUnit.MILLISECONDS) || !child.isAlive()) {
        return false;
      }
      if (victim != Victim.PARENT) {
        child.destroyForcibly();
      }
      if (victim != Victim.CHILD) {
        parent.toHandle().destroyForcibly();
      }
      child.onExit().get(60, TimeUnit.SECONDS);
      Ended end = SmallRun.toTheEnd(parent, new ArrayList<>());
      run.requireKept(end.lines());
      if (end.exitCode() == 0) {
        return false;
      }
      if (victim == Victim.CHILD) {
        KillAtEveryCheckpointTest.requireFailure(what, end);
      } else {
        assertThat(end.exitCode()).as(what).isEqualTo(137);
      }
      return true;
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  /** The training process, as soon as there is one; libraries start small programs too. */
  private static Optional<ProcessHandle> child(Process parent) {
    while (parent.isAlive()) {
      Optional<ProcessHandle> child = parent.children().filter(RandomKillTest::isJava).findFirst();
      if (child.isPresent()) {
        return child;
      }
      Thread.onSpinWait();
    }
    return Optional.empty();
  }

  private static boolean isJava(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("java")).isPresent();
  }

  private static void requireRecovery(String what, SmallRun run, Outcome outcome)
      throws IOException {
    Ended next = run.runHere();
    assertThat(next.exitCode()).as("seed %d, %s: %s", SEED, what, next.text()).isZero();
    assertThat(run.outcome()).as("seed %d, %s", SEED, what).isEqualTo(outcome);
  }
}

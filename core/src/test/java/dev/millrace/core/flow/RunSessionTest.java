package dev.millrace.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.core.stage.Forms;
import dev.millrace.core.stage.Stage;
import dev.millrace.core.stage.StageOutcome.Origin;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.LeaseOwner;
import dev.millrace.spi.store.LoadedRun;
import dev.millrace.spi.store.RunEnd;
import dev.millrace.spi.store.Stores;
import dev.millrace.testkit.store.MemoryBlobs;
import dev.millrace.testkit.store.MemoryStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunSessionTest {
  private static final ProjectName PROJECT = new ProjectName("demo");

  private final SplittableRandom random = new SplittableRandom(2);
  private final Stores stores = new MemoryStore().open();
  private final SetClock clock = new SetClock();
  private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
  private final List<String> reached = new ArrayList<>();
  @TempDir Path folder;
  private int bodies;

  @AfterEach
  void stopHeart() {
    heart.shutdownNow();
  }

  /** A clock that stands until it is set. */
  private static final class SetClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("it is in UTC");
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @Test
  void anotherRunIsRefusedWhileOneLives() {
    try (RunSession first = open("ada")) {
      MillraceException failure =
          catchThrowableOfType(MillraceException.class, () -> open("bob").close());
      assertThat(failure.code()).isEqualTo(ErrorCode.RUN_ACTIVE);
      first.finish(RunEnd.done());
      open("bob").close();
    }
  }

  @Test
  void aRunThatLostItsLeaseCommitsNothingMore() {
    try (RunSession first = open("ada")) {
      first.run(pure("one"), StageRange.ALL);
      clock.now = clock.now.plus(LeaseKeeper.TERM).plusSeconds(1);
      try (RunSession second = open("bob")) {
        MillraceException failure =
            catchThrowableOfType(
                MillraceException.class, () -> first.run(pure("two"), StageRange.ALL));
        assertThat(failure.code()).isEqualTo(ErrorCode.LEASE_LOST);
        second.run(pure("three"), StageRange.ALL);
        second.finish(RunEnd.done());
        assertThat(stages(first)).containsExactly("one");
        assertThat(stages(second)).containsExactly("three");
        assertThat(
                catchThrowableOfType(MillraceException.class, () -> first.finish(RunEnd.done()))
                    .code())
            .isEqualTo(ErrorCode.LEASE_LOST);
      }
    }
  }

  @Test
  void whatALostRunMadeIsNotReused() {
    try (RunSession first = open("ada")) {
      clock.now = clock.now.plus(LeaseKeeper.TERM).plusSeconds(1);
      try (RunSession second = open("bob")) {
        assertThatThrownBy(() -> first.run(pure("one"), StageRange.ALL))
            .isInstanceOf(MillraceException.class);
        assertThat(second.run(pure("one"), StageRange.ALL).origin()).isEqualTo(Origin.MADE);
      }
    }
  }

  @Test
  void aRunCancelledWithinAStageKeepsTheStagesBefore() {
    try (RunSession session = open("ada")) {
      session.run(pure("one"), StageRange.ALL);
      Stage<String> cancelling =
          stage(
              "two",
              control -> {
                session.cancel();
                control.check();
                return "never";
              });
      MillraceException failure =
          catchThrowableOfType(
              MillraceException.class, () -> session.run(cancelling, StageRange.ALL));
      assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED);
      assertThat(failure.problems().get(0).where()).isEqualTo("two");
      assertThat(stages(session)).containsExactly("one");
    }
    clock.now = clock.now.plus(LeaseKeeper.TERM).plusSeconds(1);
    try (RunSession again = open("ada")) {
      assertThat(again.run(pure("one"), StageRange.ALL).origin()).isEqualTo(Origin.REUSED);
      assertThat(again.run(pure("two"), StageRange.ALL).origin()).isEqualTo(Origin.MADE);
    }
  }

  @Test
  void aBodyThatDoesNotLookIsCancelledBeforeItIsKept() {
    try (RunSession session = open("ada")) {
      Stage<String> deaf =
          stage(
              "one",
              control -> {
                session.cancel();
                return "made all the same";
              });
      assertThat(
              catchThrowableOfType(MillraceException.class, () -> session.run(deaf, StageRange.ALL))
                  .code())
          .isEqualTo(ErrorCode.CANCELLED);
      assertThat(stages(session)).isEmpty();
    }
  }

  @Test
  void aStoredResultInAnotherFormIsMadeAgain() {
    try (RunSession session = open("ada")) {
      session.run(
          new Stage.Pure<>(
              new dev.millrace.spi.id.StageName("one"),
              "1",
              List.of(),
              Forms.plain(value -> Json.of(value), json -> 7L),
              control -> 7L),
          StageRange.ALL);
      session.finish(RunEnd.done());
    }
    try (RunSession session = open("ada")) {
      assertThat(session.run(pure("one"), StageRange.ALL).origin()).isEqualTo(Origin.MADE);
      session.finish(RunEnd.done());
    }
    try (RunSession session = open("ada")) {
      assertThat(session.run(pure("one"), StageRange.ALL).origin()).isEqualTo(Origin.REUSED);
    }
  }

  @Test
  void aFailureIsNeitherKeptNorReused() {
    try (RunSession session = open("ada")) {
      Stage<String> failing =
          stage(
              "one",
              control -> {
                throw new IllegalStateException("a fault");
              });
      assertThat(
              catchThrowableOfType(
                  IllegalStateException.class, () -> session.run(failing, StageRange.ALL)))
          .hasMessage("a fault");
      assertThat(session.run(pure("one"), StageRange.ALL).origin()).isEqualTo(Origin.MADE);
    }
  }

  @Test
  void onlyTheFirstEndCounts() {
    try (RunSession session = open("ada")) {
      session.finish(RunEnd.done());
      session.finish(RunEnd.done());
      open("bob").close();
    }
  }

  @Test
  void checkpointsStandAroundEachStage() {
    try (RunSession session = open("ada")) {
      session.run(pure("one"), StageRange.ALL);
    }
    assertThat(reached).containsExactly("before-stage:one", "after-stage:one");
  }

  private Stage<String> pure(String name) {
    return stage(
        name,
        control -> {
          bodies++;
          return name + bodies;
        });
  }

  private static Stage<String> stage(String name, dev.millrace.core.stage.StageBody<String> body) {
    return new Stage.Pure<>(
        new dev.millrace.spi.id.StageName(name),
        "1",
        List.of(),
        Forms.plain(
            text -> Json.members().put("text", text).build(),
            json -> JsonObject.of(json).text("text")),
        body);
  }

  private List<String> stages(RunSession session) {
    LoadedRun run = stores.runQueries().load(PROJECT, session.run());
    return run.stages().stream().map(stage -> stage.commit().stage().value()).toList();
  }

  private RunSession open(String owner) {
    Checkpoints checkpoints = point -> reached.add(point);
    RunServices services =
        new RunServices(stores, new MemoryBlobs(folder), clock, heart, checkpoints);
    return RunSession.open(
        services,
        new RunRequest(
            RunId.next(random),
            PROJECT,
            new PipelineName("taxi"),
            Digest.ofBytes(new byte[] {1}),
            "rev-1",
            new Actor(owner, Actor.Standing.UNVERIFIED),
            "a test",
            new LeaseOwner(owner, owner.length(), clock.now.minus(Duration.ofHours(1))),
            Set.of()),
        new QuietListener());
  }
}

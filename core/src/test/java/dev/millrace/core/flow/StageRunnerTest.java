package dev.millrace.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.core.stage.ResultForm;
import dev.millrace.core.stage.Stage;
import dev.millrace.core.stage.StageInput;
import dev.millrace.core.stage.StageOutcome;
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
import dev.millrace.spi.store.RunEnd;
import dev.millrace.spi.store.Stores;
import dev.millrace.testkit.store.MemoryBlobs;
import dev.millrace.testkit.store.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StageRunnerTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final SplittableRandom random = new SplittableRandom(1);
  private final Stores stores = new MemoryStore().open();
  private final QuietListener listener = new QuietListener();
  private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
  @TempDir private Path folder = Path.of("");
  private MemoryBlobs blobs = new MemoryBlobs(folder);
  private int bodies;

  @BeforeEach
  void openBlobs() {
    blobs = new MemoryBlobs(folder);
  }

  @AfterEach
  void stopHeart() {
    heart.shutdownNow();
  }

  @Test
  void whatIsPureIsMadeOnceAndReused() {
    StageOutcome<Stored> first = runOnce(pure("r1", "in"), StageRange.ALL);
    StageOutcome<Stored> second = runOnce(pure("r1", "in"), StageRange.ALL);
    assertThat(first.origin()).isEqualTo(Origin.MADE);
    assertThat(second.origin()).isEqualTo(Origin.REUSED);
    assertThat(second.value()).isEqualTo(first.value());
    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(bodies).isEqualTo(1);
  }

  @Test
  void anotherInputOrRevisionMakesItAgain() {
    runOnce(pure("r1", "in"), StageRange.ALL);
    assertThat(runOnce(pure("r1", "other"), StageRange.ALL).origin()).isEqualTo(Origin.MADE);
    assertThat(runOnce(pure("r2", "in"), StageRange.ALL).origin()).isEqualTo(Origin.MADE);
    assertThat(bodies).isEqualTo(3);
  }

  @Test
  void aLostBlobMakesItAgain() {
    Digest blob = runOnce(pure("r1", "in"), StageRange.ALL).value().blob();
    blobs.lose(blob);
    assertThat(runOnce(pure("r1", "in"), StageRange.ALL).origin()).isEqualTo(Origin.MADE);
    assertThat(listener.notes).singleElement().asString().contains("gone or damaged");
    assertThat(runOnce(pure("r1", "in"), StageRange.ALL).origin()).isEqualTo(Origin.REUSED);
    assertThat(bodies).isEqualTo(2);
  }

  @Test
  void aDamagedBlobMakesItAgain() {
    Digest blob = runOnce(pure("r1", "in"), StageRange.ALL).value().blob();
    blobs.corrupt(blob);
    assertThat(runOnce(pure("r1", "in"), StageRange.ALL).origin()).isEqualTo(Origin.MADE);
    assertThat(blobs.verify(blob)).isTrue();
  }

  @Test
  void aRangeMakesItAgain() {
    runOnce(pure("r1", "in"), StageRange.ALL);
    StageRange from = new StageRange(Optional.of(Stages.ANALYZE), Optional.empty());
    assertThat(runOnce(pure("r1", "in"), from).origin()).isEqualTo(Origin.MADE);
    StageRange later = new StageRange(Optional.of(Stages.VALIDATE), Optional.empty());
    assertThat(runOnce(pure("r1", "in"), later).origin()).isEqualTo(Origin.REUSED);
  }

  @Test
  void whatObservesLooksEveryTime() {
    for (int run = 1; run <= 2; run++) {
      Stage<Stored> observe =
          new Stage.Observe<>(Stages.DISCOVER, List.of(), new Form(), control -> make("in"));
      assertThat(runOnce(observe, StageRange.ALL).origin()).isEqualTo(Origin.OBSERVED);
      assertThat(bodies).isEqualTo(run);
    }
  }

  @Test
  void anEffectHappensOnceForItsKey() {
    StageOutcome<Stored> first = runOnce(effect("key-1", "a"), StageRange.ALL);
    StageOutcome<Stored> second = runOnce(effect("key-1", "a"), StageRange.ALL);
    assertThat(first.origin()).isEqualTo(Origin.DONE);
    assertThat(second.origin()).isEqualTo(Origin.REPEATED);
    assertThat(second.value()).isEqualTo(first.value());
    assertThat(bodies).isEqualTo(1);
    assertThat(runOnce(effect("key-2", "a"), StageRange.ALL).origin()).isEqualTo(Origin.DONE);
    assertThat(bodies).isEqualTo(2);
  }

  @Test
  void aCancelledRunStartsNoStage() {
    try (RunSession session = open()) {
      session.cancel();
      MillraceException failure =
          catchThrowableOfType(
              MillraceException.class, () -> session.run(pure("r1", "in"), StageRange.ALL));
      assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED);
    }
    assertThat(bodies).isZero();
  }

  /** A stage's result: a number of the body that made it, and a blob it wrote. */
  private record Stored(long body, Digest blob) {}

  private static final class Form implements ResultForm<Stored> {
    @Override
    public Json toJson(Stored result) {
      return Json.members()
          .put("body", Json.of(result.body()))
          .put("blob", result.blob().hex())
          .build();
    }

    @Override
    public Stored fromJson(Json json) {
      JsonObject in = JsonObject.of(json);
      return new Stored(in.whole("body"), new Digest(in.text("blob")));
    }

    @Override
    public List<Digest> blobs(Stored result) {
      return List.of(result.blob());
    }
  }

  private Stored make(String content) {
    bodies++;
    return new Stored(bodies, blobs.put(content.getBytes(StandardCharsets.UTF_8)));
  }

  private Stage<Stored> pure(String revision, String input) {
    return new Stage.Pure<>(
        Stages.ANALYZE, revision, inputs(input), new Form(), control -> make("made of " + input));
  }

  private Stage<Stored> effect(String key, String input) {
    return new Stage.Effect<>(
        Stages.REGISTER, key, inputs(input), new Form(), control -> make("effect"));
  }

  private static List<StageInput> inputs(String content) {
    return List.of(new StageInput("cut", Digest.ofBytes(content.getBytes(StandardCharsets.UTF_8))));
  }

  private <O> StageOutcome<O> runOnce(Stage<O> stage, StageRange range) {
    try (RunSession session = open()) {
      StageOutcome<O> outcome = session.run(stage, range);
      session.finish(RunEnd.done());
      return outcome;
    }
  }

  private RunSession open() {
    RunServices services =
        new RunServices(stores, blobs, Clock.fixed(START, ZoneOffset.UTC), heart, Checkpoints.NONE);
    RunRequest request =
        new RunRequest(
            RunId.next(random),
            new ProjectName("demo"),
            new PipelineName("taxi"),
            Digest.ofBytes(new byte[] {1}),
            "rev-1",
            new Actor("ada", Actor.Standing.UNVERIFIED),
            "a test",
            new LeaseOwner("host", 1, START),
            Set.of());
    return RunSession.open(services, request, listener);
  }
}

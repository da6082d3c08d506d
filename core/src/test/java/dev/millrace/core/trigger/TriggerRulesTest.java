package dev.millrace.core.trigger;

import static dev.millrace.core.trigger.TriggerCases.DYNAMIC;
import static dev.millrace.core.trigger.TriggerCases.NOON;
import static dev.millrace.core.trigger.TriggerCases.ONE;
import static dev.millrace.core.trigger.TriggerCases.data;
import static dev.millrace.core.trigger.TriggerCases.request;
import static dev.millrace.core.trigger.TriggerCases.tick;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.trigger.TriggerCases.Story;
import dev.millrace.core.trigger.TriggerEvent.DataSeen;
import dev.millrace.core.trigger.TriggerEvent.DriftFound;
import dev.millrace.core.trigger.TriggerEvent.QualityFell;
import dev.millrace.core.trigger.TriggerEvent.Rollout;
import dev.millrace.core.trigger.TriggerEvent.RunLost;
import dev.millrace.core.trigger.TriggerEvent.Tick;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TriggerRulesTest {
  private final Story story = new Story(DYNAMIC);

  @Test
  void newDataLeadsToARunAndSeveralCausesToOne() {
    story.happens(data("a"));
    story.happens(new DriftFound(1, "fare"));
    Attempt attempt = story.happens(tick()).orElseThrow();
    assertThat(attempt.causes())
        .extracting(TriggerCause::kind)
        .containsExactly(TriggerCause.Kind.NEW_DATA, TriggerCause.Kind.DRIFT);
    assertThat(attempt.source()).isEqualTo("a");
    assertThat(story.happens(tick())).as("one at a time").isEmpty();
  }

  @Test
  void dataThatARunByHandHasUsedIsNotNew() {
    story.happens(new DataSeen("a", "a", 0));
    assertThat(story.happens(tick())).isEmpty();
    story.happens(new DataSeen("b", "a", 0));
    assertThat(story.state.causes()).containsOnlyKeys(TriggerCause.Kind.NEW_DATA);
    story.happens(new DataSeen("b", "b", 0));
    assertThat(story.state.causes()).as("somebody was faster").isEmpty();
  }

  @Test
  void driftLeadsToNothingWhileTheDataIsTheSame() {
    story.happens(data("a"));
    story.runs(RunOutcome.GATE_REFUSED).later(Duration.ofHours(2));
    story.happens(new DriftFound(1, "fare"));
    assertThat(story.happens(tick())).isEmpty();
    assertThat(story.state.decision()).contains("nothing is done", "drift");
    story.happens(data("b"));
    assertThat(story.happens(tick())).isPresent();
  }

  @Test
  void driftWaitsUntilItIsKnownWhetherTheDataIsNew() {
    story.happens(new DriftFound(1, "fare"));
    assertThat(story.happens(tick())).isEmpty();
    assertThat(story.state.decision()).contains("not looked at yet", "drift");
    story.happens(new DataSeen("a", "a", 0));
    assertThat(story.happens(tick())).isEmpty();
    assertThat(story.state.decision()).contains("the data is that of the last run");
  }

  @Test
  void driftLeadsToARunOnceThereAreEnoughNewLabels() {
    RetrainSettings settings = TriggerCases.on(Set.of(TriggerCause.Kind.DRIFT));
    Story labelled = new Story(settings);
    labelled.happens(new DataSeen("a", "a", 0));
    labelled.happens(new DriftFound(1, "fare"));
    long enough = settings.leastNewRows();
    assertThat(labelled.happens(new Tick(ONE, 1, Rollout.NONE, enough - 1))).isEmpty();
    assertThat(labelled.state.decision()).contains("nothing is done");
    assertThat(labelled.happens(new Tick(ONE, 1, Rollout.NONE, enough)).orElseThrow().reason())
        .startsWith("drift");
  }

  @Test
  void labelsAreCountedFromHereWhenThereAreFewerThanBefore() {
    Story labelled = new Story(TriggerCases.on(Set.of(TriggerCause.Kind.NEW_DATA)));
    labelled.happens(new DataSeen("a", "a", 5_000));
    long number = labelled.happens(new Tick(ONE, 1, Rollout.NONE, 5_000)).orElseThrow().number();
    labelled.happens(new TriggerEvent.RunEnded(number, RunOutcome.DONE, ""));
    labelled.happens(new DataSeen("a", "a", 300));
    assertThat(labelled.state.labelled()).isEqualTo(300);
    labelled.happens(new DataSeen("a", "a", 399));
    assertThat(labelled.state.causes()).isEmpty();
    labelled.happens(new DataSeen("a", "a", 400));
    assertThat(labelled.state.causes()).containsOnlyKeys(TriggerCause.Kind.NEW_DATA);
  }

  @Test
  void nothingIsStartedWithinTheCooldown() {
    story.happens(data("a"));
    story.runs(RunOutcome.DONE);
    story.happens(data("b"));
    story.later(Duration.ofMinutes(59));
    assertThat(story.happens(tick())).isEmpty();
    assertThat(story.state.decision()).startsWith("cooling down until 2026-03-01T13:01:00Z");
    assertThat(TriggerRules.due(DYNAMIC, story.state)).hasValue(NOON.plus(Duration.ofMinutes(61)));
    story.later(Duration.ofMinutes(1));
    assertThat(story.happens(tick())).isPresent();
  }

  @Test
  void aRequestDoesNotWaitForTheCooldown() {
    story.happens(data("a"));
    story.runs(RunOutcome.DONE);
    story.happens(request());
    assertThat(story.happens(tick()).orElseThrow().reason()).isEqualTo("request (ann: please)");
  }

  @Test
  void aReleaseUnderWayIsWaitedFor() {
    story.happens(request());
    assertThat(story.happens(new Tick(ONE, 1, Rollout.UNDER_WAY, 0))).isEmpty();
    assertThat(story.state.decision()).startsWith("a release is under way");
    assertThat(story.happens(tick())).isPresent();
  }

  @Test
  void dataThatWasRefusedIsNotTriedAgain() {
    story.happens(data("a"));
    story.runs(RunOutcome.DATA_REFUSED);
    assertThat(story.state.decision()).startsWith("the data was refused");
    story.later(Duration.ofDays(1));
    story.happens(data("a"));
    assertThat(story.happens(tick())).isEmpty();
  }

  @Test
  void aRunThatBreaksIsTriedAgainLaterAndLater() {
    story.happens(data("a"));
    for (int wait : new int[] {30, 60, 120, 240, 480, 960, 1920, 3600, 3600}) {
      long number = story.happens(tick()).orElseThrow().number();
      story.happens(
          number % 2 == 0
              ? new RunLost(number, "killed")
              : new TriggerEvent.RunEnded(number, RunOutcome.FAILED, "out of memory"));
      story.later(Duration.ofSeconds(wait - 1));
      assertThat(story.happens(tick())).isEmpty();
      assertThat(story.state.causes()).containsKey(TriggerCause.Kind.NEW_DATA);
      story.later(Duration.ofSeconds(1));
    }
    story.runs(RunOutcome.DONE);
    assertThat(story.state.failures()).isZero();
    assertThat(story.state.causes()).isEmpty();
  }

  @Test
  void whatWasFoundOfAVersionIsForgottenOnceAnotherIsLive() {
    story.happens(new QualityFell(1, "log_loss"));
    assertThat(story.happens(new Tick(ONE, 2, Rollout.NONE, 0))).isEmpty();
    assertThat(story.state.causes()).isEmpty();
  }

  @Test
  void theScheduleCountsFromTheLastRun() {
    story.happens(data("a"));
    story.runs(RunOutcome.DONE);
    story.happens(data("a"));
    assertThat(TriggerRules.due(DYNAMIC, story.state)).hasValue(NOON.plus(Duration.ofDays(7)));
    story.later(Duration.ofDays(7));
    assertThat(story.happens(tick())).as("the same data gives the same model").isEmpty();
    story.happens(data("b"));
    assertThat(story.happens(tick()).orElseThrow().causes())
        .extracting(TriggerCause::kind)
        .containsExactly(TriggerCause.Kind.NEW_DATA, TriggerCause.Kind.SCHEDULE);
  }

  @Test
  void labelledPredictionsAreNewDataOnceThereAreEnough() {
    story.happens(new DataSeen("a", "a", 99));
    assertThat(story.state.causes()).isEmpty();
    story.happens(new DataSeen("a", "a", 100));
    long number = story.happens(new Tick(ONE, 1, Rollout.NONE, 120)).orElseThrow().number();
    story.happens(new TriggerEvent.RunEnded(number, RunOutcome.DONE, ""));
    story.later(Duration.ofDays(1));
    story.happens(new DataSeen("a", "a", 219));
    assertThat(story.state.causes()).isEmpty();
    story.happens(new DataSeen("a", "a", 220));
    assertThat(story.state.causes()).containsOnlyKeys(TriggerCause.Kind.NEW_DATA);
  }

  @Test
  void aStaticModelIsWatchedAndRunOnRequestOnly() {
    Story quiet = new Story(RetrainSettings.DEFAULTS);
    quiet.happens(data("a"));
    quiet.happens(new DriftFound(1, "fare"));
    assertThat(quiet.happens(tick())).isEmpty();
    assertThat(quiet.state.noted())
        .containsOnlyKeys(TriggerCause.Kind.NEW_DATA, TriggerCause.Kind.DRIFT);
    quiet.happens(request());
    assertThat(quiet.happens(tick())).isPresent();
  }

  @Test
  void whatIsNotAmongTheCausesIsNotedOnly() {
    Story only = new Story(TriggerCases.on(Set.of(TriggerCause.Kind.NEW_DATA)));
    only.happens(new DriftFound(1, "fare"));
    assertThat(only.happens(tick())).isEmpty();
    assertThat(only.state.noted()).containsOnlyKeys(TriggerCause.Kind.DRIFT);
  }
}

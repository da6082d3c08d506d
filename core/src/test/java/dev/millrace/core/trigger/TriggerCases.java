package dev.millrace.core.trigger;

import dev.millrace.core.trigger.TriggerEvent.Rollout;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.NodeName;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The words of the tests of triggers. */
final class TriggerCases {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final NodeName ONE = new NodeName("one");
  static final NodeName TWO = new NodeName("two");
  static final Actor ANN = new Actor("ann", Actor.Standing.UNVERIFIED);

  /** Everything leads to a run, one a week at least, with an hour between. */
  static final RetrainSettings DYNAMIC =
      new RetrainSettings(
          RetrainSettings.Training.DYNAMIC,
          EnumSet.of(
              TriggerCause.Kind.NEW_DATA,
              TriggerCause.Kind.DRIFT,
              TriggerCause.Kind.QUALITY,
              TriggerCause.Kind.SCHEDULE),
          Optional.of(Duration.ofDays(7)),
          Duration.ofHours(1),
          100,
          Duration.ofSeconds(30),
          EnvironmentName.PRODUCTION);

  private TriggerCases() {}

  /** Only these causes lead to a run, and nothing is waited for. */
  static RetrainSettings on(Set<TriggerCause.Kind> causes) {
    return new RetrainSettings(
        RetrainSettings.Training.DYNAMIC,
        causes,
        Optional.empty(),
        Duration.ZERO,
        100,
        Duration.ofSeconds(30),
        EnvironmentName.PRODUCTION);
  }

  static TriggerEvent.DataSeen data(String source) {
    return new TriggerEvent.DataSeen(source, "", 0);
  }

  static TriggerEvent.Tick tick() {
    return new TriggerEvent.Tick(ONE, 1, Rollout.NONE, 0);
  }

  static TriggerEvent.Requested request() {
    return new TriggerEvent.Requested(ANN, "please");
  }

  /** A trigger that things happen to, one after the other. */
  static final class Story {
    private final RetrainSettings settings;
    TriggerState state = TriggerState.begun(NOON);
    Instant now = NOON;

    Story(RetrainSettings settings) {
      this.settings = settings;
    }

    Story later(Duration time) {
      now = now.plus(time);
      return this;
    }

    /** Lets something happen; gives the run that is started. */
    Optional<Attempt> happens(TriggerEvent event) {
      if (TriggerRules.next(settings, state, event, now) instanceof TriggerVerdict.Moved moved) {
        state = moved.state();
        return moved.start();
      }
      return Optional.empty();
    }

    /** A run that is started now and ends so a minute later. */
    Story runs(RunOutcome outcome) {
      long number = happens(tick()).orElseThrow().number();
      later(Duration.ofMinutes(1));
      var _ = happens(new TriggerEvent.RunEnded(number, outcome, ""));
      return this;
    }
  }
}

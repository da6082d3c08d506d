package dev.millrace.core.trigger;

import static dev.millrace.core.trigger.TriggerCases.DYNAMIC;
import static dev.millrace.core.trigger.TriggerCases.NOON;
import static dev.millrace.core.trigger.TriggerCases.ONE;
import static dev.millrace.core.trigger.TriggerCases.TWO;
import static dev.millrace.core.trigger.TriggerCases.data;
import static dev.millrace.core.trigger.TriggerCases.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.trigger.TriggerEvent.DriftFound;
import dev.millrace.core.trigger.TriggerEvent.QualityFell;
import dev.millrace.core.trigger.TriggerEvent.Rollout;
import dev.millrace.core.trigger.TriggerEvent.RunEnded;
import dev.millrace.core.trigger.TriggerEvent.RunLost;
import dev.millrace.core.trigger.TriggerEvent.Tick;
import dev.millrace.core.trigger.TriggerVerdict.Moved;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every state that a trigger can reach within five events, every event tried in each: what must
 * hold of triggers holds in all of them.
 */
class TriggerExplorationTest {
  private static final int DEEPEST = 5;

  private record Place(TriggerState state, int depth, Instant now) {}

  @Test
  void whatMustHoldHoldsEverywhere() {
    Set<Object> seen = new HashSet<>();
    Queue<Place> open = new ArrayDeque<>();
    open.add(new Place(TriggerState.begun(NOON), 0, NOON));
    int moves = 0;
    int starts = 0;
    while (!open.isEmpty()) {
      Place place = open.remove();
      for (TriggerEvent event : events(place.state())) {
        for (Duration later : List.of(Duration.ZERO, Duration.ofHours(2), Duration.ofDays(8))) {
          Instant now = place.now().plus(later);
          TriggerVerdict verdict = TriggerRules.next(DYNAMIC, place.state(), event, now);
          assertThat(TriggerRules.next(DYNAMIC, place.state(), event, now))
              .as("the same input, the same answer")
              .isEqualTo(verdict);
          if (verdict instanceof Moved moved) {
            moves++;
            starts += moved.start().isPresent() ? 1 : 0;
            check(place.state(), event, moved, now);
            if (place.depth() < DEEPEST && seen.add(timeless(moved.state(), now))) {
              open.add(new Place(moved.state(), place.depth() + 1, now));
            }
          }
        }
      }
    }
    assertThat(seen.size()).as("states seen").isGreaterThan(1_000);
    assertThat(moves).isGreaterThan(5_000);
    assertThat(starts).isGreaterThan(500);
  }

  private static void check(TriggerState before, TriggerEvent event, Moved moved, Instant now) {
    TriggerState after = moved.state();
    assertThat(moved.why()).isNotBlank();
    assertThat(TriggerStateJson.state(TriggerStateJson.of(after))).isEqualTo(after);
    assertThat(after.attempts() - before.attempts()).isEqualTo(moved.start().isPresent() ? 1 : 0);
    if (moved.start().isPresent()) {
      assertThat(event).as("only time starts runs").isInstanceOf(Tick.class);
      assertThat(before.running()).as("one run at a time").isEmpty();
      assertThat(((Tick) event).release()).isEqualTo(Rollout.NONE);
      assertThat(after.running()).isEqualTo(moved.start());
      List<TriggerCause> causes = moved.start().get().causes();
      assertThat(causes).as("no run without a cause").isNotEmpty();
      assertThat(causes)
          .allMatch(cause -> cause.version() == 0 || cause.version() == ((Tick) event).live());
      boolean asked = causes.stream().anyMatch(c -> c.kind() == TriggerCause.Kind.REQUEST);
      boolean rests = before.rest().filter(now::isBefore).isPresent();
      assertThat(rests && !asked).as("cooldown and back-off hold").isFalse();
    }
    if (before.running().isPresent() && after.running().isEmpty()) {
      assertThat(after.rest()).as("after a run there is a rest").isPresent();
    }
    if (event instanceof RunLost
        || (event instanceof RunEnded ended && ended.outcome() == RunOutcome.FAILED)) {
      assertThat(after.causes().keySet())
          .as("a run that broke has answered nothing")
          .containsAll(
              before.running().orElseThrow().causes().stream().map(TriggerCause::kind).toList());
    }
  }

  private static List<TriggerEvent> events(TriggerState state) {
    List<TriggerEvent> events = new ArrayList<>();
    events.add(data("a"));
    events.add(data("b"));
    events.add(new TriggerEvent.DataSeen("b", "b", 0));
    events.add(new DriftFound(1, "fare"));
    events.add(new QualityFell(2, "log_loss"));
    events.add(request());
    events.add(new Tick(ONE, 1, Rollout.NONE, 0));
    events.add(new Tick(TWO, 2, Rollout.NONE, 0));
    events.add(new Tick(ONE, 1, Rollout.UNDER_WAY, 0));
    for (RunOutcome outcome : RunOutcome.values()) {
      events.add(new RunEnded(state.attempts(), outcome, ""));
    }
    events.add(new RunLost(state.attempts(), "killed"));
    events.add(new RunLost(state.attempts() + 1, "never was"));
    return events;
  }

  /** What tells states apart, without their numbers and times. */
  private static Object timeless(TriggerState state, Instant now) {
    return List.of(
        state.running().map(Attempt::node),
        state.running().map(run -> run.causes().stream().map(TriggerCause::kind).toList()),
        state.running().map(Attempt::source),
        state.source(),
        state.tried(),
        state.rest().map(rest -> Duration.between(now, rest)),
        Math.min(state.failures(), 2),
        List.copyOf(state.causes().keySet()),
        state.started().map(at -> now.isAfter(at.plus(Duration.ofDays(7)))));
  }
}

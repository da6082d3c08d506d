package dev.millrace.core.release;

import static dev.millrace.core.release.ReleaseCases.ANN;
import static dev.millrace.core.release.ReleaseCases.BOB;
import static dev.millrace.core.release.ReleaseCases.NODE;
import static dev.millrace.core.release.ReleaseCases.NOON;
import static dev.millrace.core.release.ReleaseCases.ONE;
import static dev.millrace.core.release.ReleaseCases.TWO;
import static dev.millrace.core.release.ReleaseCases.abTest;
import static dev.millrace.core.release.ReleaseCases.canary;
import static dev.millrace.core.release.ReleaseCases.guarded;
import static dev.millrace.core.release.ReleaseCases.labelled;
import static dev.millrace.core.release.ReleaseCases.look;
import static dev.millrace.core.release.ReleaseCases.nodes;
import static dev.millrace.core.release.ReleaseCases.propose;
import static dev.millrace.core.release.ReleaseCases.shadow;
import static dev.millrace.core.release.ReleaseCases.shadowed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.release.ReleaseEvent.Approve;
import dev.millrace.core.release.ReleaseEvent.NodeGone;
import dev.millrace.core.release.ReleaseEvent.PrepareFailed;
import dev.millrace.core.release.ReleaseEvent.Prepared;
import dev.millrace.core.release.ReleaseEvent.Propose;
import dev.millrace.core.release.ReleaseEvent.Reject;
import dev.millrace.core.release.ReleaseEvent.RollBack;
import dev.millrace.core.release.ReleaseVerdict.Moved;
import dev.millrace.spi.store.ReleaseChange;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseRoute;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every state that two servers can reach within eight events with three versions, every event tried
 * in each: the second version may be a shadow or in an A/B test, the third needs an approval, and
 * comes from no commit when it is proposed by a node. What must hold of releases holds in all.
 */
class ReleaseExplorationTest {
  private static final int DEEPEST = 8;
  private static final int GUARDED = 3;

  /** A state and how much time has passed since the step in it began. */
  private record Place(ReleaseState state, int depth, Instant now) {}

  @Test
  void whatMustHoldHoldsEverywhere() {
    Set<Object> seen = new HashSet<>();
    Queue<Place> open = new ArrayDeque<>();
    open.add(new Place(ReleaseState.NONE, 0, NOON));
    int moves = 0;
    List<ReleaseEvent> events = events();
    while (!open.isEmpty()) {
      Place place = open.remove();
      for (ReleaseEvent event : events) {
        for (Duration later : List.of(Duration.ZERO, Duration.ofMinutes(2), Duration.ofHours(2))) {
          Instant now = place.now().plus(later);
          ReleaseVerdict verdict = ReleaseRules.next(place.state(), event, now);
          assertThat(ReleaseRules.next(place.state(), event, now).getClass())
              .as("the same input, the same answer")
              .isEqualTo(verdict.getClass());
          if (verdict instanceof Moved moved) {
            moves++;
            check(place.state(), event, moved);
            if (place.depth() < DEEPEST && seen.add(timeless(moved.state(), now))) {
              open.add(new Place(moved.state(), place.depth() + 1, now));
            }
          }
        }
      }
    }
    assertThat(seen.size()).as("states seen").isGreaterThan(500);
    assertThat(moves).isGreaterThan(2_000);
  }

  private static void check(ReleaseState before, ReleaseEvent event, Moved moved) {
    ReleaseState after = moved.state();
    assertThat(after.epoch())
        .as("an epoch is in force exactly when routes are: %s", event)
        .isEqualTo(before.epoch() + (moved.inForce().isPresent() ? 1 : 0));
    assertThat(before.live().isPresent() && after.live().isEmpty())
        .as("what serves is never taken away without something in its place")
        .isFalse();
    assertThat(moved.why()).isNotBlank();
    moved
        .inForce()
        .ifPresent(
            inForce -> {
              List<ReleaseContent> routed =
                  inForce.routes().routes().stream().map(ReleaseRoute::content).toList();
              assertThat(routed).contains(after.live().orElseThrow());
              assertThat(inForce.champion().isPresent())
                  .as("the champion changes exactly when what is live does")
                  .isEqualTo(!before.live().equals(after.live()));
              if (inForce.change() == ReleaseChange.ROLL_BACK) {
                assertThat(before.past()).contains(after.live().orElseThrow());
              }
              if (routed.size() > 1) {
                assertThat(after.rollout().orElseThrow().awaited()).isEmpty();
              }
            });
    checkApproval(before, event, moved);
    checkComparison(before, event, moved);
    if (after.rollout().isPresent() && !after.rollout().get().isWhole()) {
      assertThat(after.rollout().get().before())
          .as("a candidate with part of the traffic has something to fall back on")
          .isEqualTo(after.live());
    }
  }

  /**
   * Nothing puts a guarded version on its way but the consent of somebody who had no part in it.
   */
  private static void checkApproval(ReleaseState before, ReleaseEvent event, Moved moved) {
    ReleaseState after = moved.state();
    if (isOnItsWay(after) && !isOnItsWay(before)) {
      boolean again =
          moved.inForce().filter(now -> now.change() == ReleaseChange.ROLL_BACK).isPresent()
              && before.past().stream().anyMatch(content -> content.version() == GUARDED);
      if (!again) {
        assertThat(event).isInstanceOf(Approve.class);
        assertThat(((Approve) event).by()).isEqualTo(BOB);
        assertThat(before.awaited().orElseThrow().content().version()).isEqualTo(GUARDED);
      }
    }
    after
        .awaited()
        .ifPresent(
            awaited -> {
              assertThat(awaited.content().version()).isEqualTo(GUARDED);
              assertThat(after.live()).isNotEqualTo(Optional.of(awaited.content()));
              assertThat(after.rejected()).doesNotContain(GUARDED);
            });
    if (before.awaited().isPresent()
        && after.awaited().isEmpty()
        && !after.live().equals(before.awaited().map(AwaitedApproval::content))) {
      assertThat(event)
          .as("what waits goes on waiting")
          .isInstanceOfAny(Approve.class, Reject.class);
    }
    assertThat(event instanceof Propose propose && propose.clearance().refusal().isPresent())
        .as("what comes from no commit never moves anything")
        .isFalse();
    if (event instanceof Reject) {
      assertThat(moved.inForce()).isEmpty();
      assertThat(after.rejected()).contains(GUARDED);
    }
  }

  /** A shadow answers nobody, and a test ends in favour of a candidate by labels alone. */
  private static void checkComparison(ReleaseState before, ReleaseEvent event, Moved moved) {
    boolean shadowed =
        before.rollout().filter(Rollout::isShadowing).isPresent()
            || moved.state().rollout().filter(Rollout::isShadowing).isPresent();
    if (shadowed && moved.inForce().isPresent()) {
      assertThat(event)
          .as("what moves routes beside a shadow")
          .isInstanceOfAny(
              ReleaseEvent.Look.class,
              RollBack.class,
              Propose.class,
              Approve.class,
              Prepared.class);
      if (event instanceof ReleaseEvent.Look look) {
        assertThat(look.shadow().compared()).as("a shadow is let on by what it said").isPositive();
        assertThat(look.shadow().differing()).isLessThan(look.shadow().compared() / 2);
      }
    }
    boolean tested =
        before
            .rollout()
            .filter(rollout -> rollout.strategy().comparison() instanceof Comparison.AbTest)
            .filter(rollout -> rollout.answers() && !rollout.isWhole())
            .isPresent();
    if (tested
        && moved.inForce().filter(now -> now.change() == ReleaseChange.PROMOTE).isPresent()) {
      ReleaseEvent.Look look = (ReleaseEvent.Look) event;
      assertThat(look.candidate().successes()).isGreaterThan(look.before().successes());
    }
  }

  private static boolean isOnItsWay(ReleaseState state) {
    return state.live().filter(content -> content.version() == GUARDED).isPresent()
        || state.rollout().filter(r -> r.candidate().version() == GUARDED).isPresent();
  }

  private static ReleaseEvent uncommitted() {
    return propose(GUARDED, canary())
        .demanding(new Clearance(true, new TreeSet<>(List.of("ann")), Optional.of("no commit")));
  }

  private static List<ReleaseEvent> events() {
    List<ReleaseEvent> events = new ArrayList<>();
    for (int version = 1; version <= 3; version++) {
      if (version == GUARDED) {
        events.add(guarded(version, canary()));
        events.add(guarded(version, ReleaseStrategy.IMMEDIATE, ONE));
        events.add(uncommitted());
      } else {
        events.add(propose(version, canary()));
        events.add(propose(version, canary(), ONE, TWO));
        events.add(propose(version, ReleaseStrategy.IMMEDIATE, ONE));
      }
      events.add(new Approve(version, ANN, nodes()));
      events.add(new Approve(version, NODE, nodes()));
      events.add(new Approve(version, BOB, nodes()));
      events.add(new Approve(version, BOB, nodes(ONE)));
      events.add(new Reject(version, ANN, "worse"));
      events.add(new Prepared("r" + version, ONE));
      events.add(new Prepared("r" + version, TWO));
      events.add(new PrepareFailed("r" + version, TWO, "damaged"));
      events.add(new RollBack(OptionalInt.of(version), "worse"));
    }
    events.add(propose(2, shadow(Comparison.Then.END), ONE));
    events.add(propose(2, shadow(Comparison.Then.STEPS)));
    events.add(propose(2, abTest(), ONE));
    events.add(new NodeGone(ONE));
    events.add(new RollBack(OptionalInt.empty(), "worse"));
    events.add(look(0, 0));
    events.add(look(5_000, 0));
    events.add(look(5_000, 4_000));
    events.add(look(10_000, 0));
    events.add(shadowed(1_000, 10));
    events.add(shadowed(1_000, 900));
    events.add(labelled(900, 500));
    events.add(labelled(500, 900));
    return events;
  }

  /** What tells states apart, without their numbers and times. */
  private static Object timeless(ReleaseState state, Instant now) {
    return List.of(
        state.live(),
        state.past(),
        state
            .awaited()
            .map(awaited -> List.of(awaited.content(), awaited.strategy()))
            .orElse(List.of()),
        state.rejected(),
        state
            .rollout()
            .map(
                rollout ->
                    List.of(
                        rollout.candidate(),
                        rollout.step(),
                        rollout.strategy(),
                        new TreeSet<>(rollout.awaited()),
                        Duration.between(rollout.since(), now)))
            .orElse(List.of()));
  }
}

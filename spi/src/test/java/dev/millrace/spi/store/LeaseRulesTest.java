package dev.millrace.spi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.spi.id.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The laws of leases, on random histories with a clock that jumps both ways. */
class LeaseRulesTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration TERM = Duration.ofSeconds(10);

  @Test
  void epochsOnlyGrowAndEachHasOneHolder() {
    histories(
        (before, event, verdict, now) -> {
          if (verdict instanceof LeaseVerdict.Granted granted) {
            LeaseState after = granted.next();
            long grown = event instanceof LeaseEvent.Acquire ? 1 : 0;
            assertThat(after.epoch()).isEqualTo(before.epoch() + grown);
            if (grown == 0 && after.holder().isPresent()) {
              assertThat(after.holder().map(LeaseHolder::run))
                  .isEqualTo(before.holder().map(LeaseHolder::run));
            }
          }
        });
  }

  @Test
  void onlyTheHolderOfTheNewestEpochIsObeyed() {
    histories(
        (before, event, verdict, now) -> {
          if (event instanceof LeaseEvent.Check check) {
            boolean holds =
                check.epoch() == before.epoch()
                    && before.holder().map(LeaseHolder::run).equals(Optional.of(check.run()));
            assertThat(verdict instanceof LeaseVerdict.Granted).isEqualTo(holds);
          }
        });
  }

  @Test
  void aLiveHolderIsNeverDisplacedUnlessKnownToBeGone() {
    histories(
        (before, event, verdict, now) -> {
          if (event instanceof LeaseEvent.Acquire acquire && before.holder().isPresent()) {
            LeaseHolder holder = before.holder().get();
            boolean gone =
                !now.isBefore(holder.expiry()) || acquire.knownDead().contains(holder.owner());
            if (gone) {
              assertThat(verdict)
                  .isInstanceOfSatisfying(
                      LeaseVerdict.Granted.class,
                      granted -> assertThat(granted.displaced()).contains(holder));
            } else {
              assertThat(verdict).isEqualTo(new LeaseVerdict.Busy(holder));
            }
          }
        });
  }

  @Test
  void aGrantOrRenewalLastsItsTermByTheClockThatGaveIt() {
    histories(
        (before, event, verdict, now) -> {
          if (verdict instanceof LeaseVerdict.Granted granted
              && (event instanceof LeaseEvent.Acquire || event instanceof LeaseEvent.Renew)) {
            LeaseHolder holder = granted.next().holder().orElseThrow();
            assertThat(holder.expiry()).isEqualTo(now.plus(TERM));
            assertThat(LeaseRules.isLive(holder, now)).isTrue();
            assertThat(LeaseRules.isLive(holder, now.plus(TERM))).isFalse();
          }
        });
  }

  @Test
  void askingDoesNotChangeTheLease() {
    histories(
        (before, event, verdict, now) -> {
          if (event instanceof LeaseEvent.Check
              && verdict instanceof LeaseVerdict.Granted granted) {
            assertThat(granted.next()).isEqualTo(before);
          }
        });
  }

  @Test
  void aClockSetBackMakesOthersWaitButNeverSharesAnEpoch() {
    LeaseState held = grant(LeaseState.FREE, 1, NOON);
    Instant hourBefore = NOON.minus(Duration.ofHours(1));

    assertThat(LeaseRules.next(held, acquire(2), hourBefore)).isInstanceOf(LeaseVerdict.Busy.class);
    LeaseState renewed =
        granted(
            LeaseRules.next(held, new LeaseEvent.Renew(run(1), held.epoch(), TERM), hourBefore));
    assertThat(renewed.holder().orElseThrow().expiry()).isEqualTo(hourBefore.plus(TERM));
    assertThat(granted(LeaseRules.next(renewed, acquire(2), NOON)).epoch()).isEqualTo(2);
  }

  @Test
  void termsAreBounded() {
    for (Duration term :
        new Duration[] {Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(1).plusNanos(1)}) {
      assertThatThrownBy(() -> new LeaseEvent.Renew(run(1), 1, term))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Told of each step of a history. */
  private interface Law {
    void step(LeaseState before, LeaseEvent event, LeaseVerdict verdict, Instant now);
  }

  private static void histories(Law law) {
    SplittableRandom random = new SplittableRandom(20260301);
    for (int history = 0; history < 200; history++) {
      LeaseState state = LeaseState.FREE;
      Instant now = NOON;
      Map<Long, RunId> holders = new HashMap<>();
      for (int step = 0; step < 100; step++) {
        now = now.plusMillis(random.nextInt(-8_000, 12_000));
        LeaseEvent event = event(random, state);
        LeaseVerdict verdict = LeaseRules.next(state, event, now);
        law.step(state, event, verdict, now);
        if (verdict instanceof LeaseVerdict.Granted granted) {
          state = granted.next();
          if (state.holder().isPresent()) {
            RunId run = state.holder().get().run();
            assertThat(holders.merge(state.epoch(), run, (first, later) -> first)).isEqualTo(run);
          }
        }
      }
    }
  }

  private static LeaseEvent event(SplittableRandom random, LeaseState state) {
    RunId run = run(random.nextInt(3));
    long epoch = Math.max(0, state.epoch() - random.nextInt(2));
    return switch (random.nextInt(5)) {
      case 0 -> acquire(random.nextInt(3));
      case 1 ->
          new LeaseEvent.Acquire(
              run(random.nextInt(3)), owner(0), TERM, Set.of(owner(random.nextInt(3))));
      case 2 -> new LeaseEvent.Renew(run, epoch, TERM);
      case 3 -> new LeaseEvent.Release(run, epoch);
      default -> new LeaseEvent.Check(run, epoch);
    };
  }

  private static LeaseState grant(LeaseState state, int number, Instant now) {
    return granted(LeaseRules.next(state, acquire(number), now));
  }

  private static LeaseState granted(LeaseVerdict verdict) {
    return ((LeaseVerdict.Granted) verdict).next();
  }

  private static LeaseEvent acquire(int number) {
    return new LeaseEvent.Acquire(run(number), owner(number), TERM, Set.of());
  }

  private static LeaseOwner owner(int number) {
    return new LeaseOwner("host", number, NOON);
  }

  private static RunId run(int number) {
    return new RunId(String.format(Locale.ROOT, "%032x", number));
  }
}

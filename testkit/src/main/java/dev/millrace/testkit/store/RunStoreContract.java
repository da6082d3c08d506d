package dev.millrace.testkit.store;

import static dev.millrace.testkit.store.StoreCases.HERE;
import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.SPAM;
import static dev.millrace.testkit.store.StoreCases.TAXI;
import static dev.millrace.testkit.store.StoreCases.TERM;
import static dev.millrace.testkit.store.StoreCases.THERE;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.elsewhere;
import static dev.millrace.testkit.store.StoreCases.made;
import static dev.millrace.testkit.store.StoreCases.refusal;
import static dev.millrace.testkit.store.StoreCases.run;
import static dev.millrace.testkit.store.StoreCases.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.error.ErrorCode;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.RunEnd;
import dev.millrace.spi.store.RunStatus;
import dev.millrace.spi.store.RunSummary;
import dev.millrace.spi.store.StartedRun;
import dev.millrace.spi.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract of runs and their leases. */
public abstract class RunStoreContract extends StoreContract {
  @Test
  void aStartedRunHoldsItsPipeline() {
    Stores stores = open();
    StartedRun started = stores.runs().start(change("a"), start(1, HERE));

    assertThat(started.abandoned()).isEmpty();
    assertThat(started.lease().epoch()).isEqualTo(1);
    assertThat(started.lease().holder().owner()).isEqualTo(HERE);
    assertThat(started.lease().holder().since()).isEqualTo(NOON);
    assertThat(started.lease().holder().expiry()).isEqualTo(NOON.plus(TERM));
    assertThat(open().runQueries().findLease(PROJECT, TAXI)).contains(started.lease());
    RunSummary summary = open().runQueries().load(PROJECT, run(1)).summary();
    assertThat(summary.status()).isEqualTo(RunStatus.RUNNING);
    assertThat(summary.owner()).isEqualTo(HERE);
    assertThat(summary.started()).isEqualTo(NOON);
    assertThat(summary.experiment()).isEqualTo(started.experiment());
    assertThat(summary.reason()).isEqualTo("because of a");
  }

  @Test
  void aLiveLeaseRefusesOthersAndNamesItsOwner() {
    open().runs().start(change("a"), start(1, HERE));

    String refused =
        refusal(
            ErrorCode.RUN_ACTIVE,
            () ->
                open()
                    .runs()
                    .start(change("b", NOON.plus(TERM).minusNanos(1000)), start(2, THERE)));

    assertThat(refused).contains(HERE.toString(), NOON.toString(), run(1).brief());
    refusal(ErrorCode.RUN_ACTIVE, () -> open().runs().start(change("c"), start(3, HERE)));
    refusal(ErrorCode.RUN_UNKNOWN, () -> open().runQueries().load(PROJECT, run(2)));
  }

  @Test
  void pipelinesAndProjectsDoNotDisturbEachOther() {
    Stores stores = open();
    StartedRun taxi = stores.runs().start(change("a"), start(1, HERE));
    StartedRun spam = stores.runs().start(change("b"), start(2, SPAM, HERE, Set.of()));
    StartedRun other = stores.runs().start(elsewhere(change("a")), start(1, HERE));

    assertThat(Set.of(taxi.experiment(), spam.experiment(), other.experiment())).hasSize(3);
    assertThat(other.lease().epoch()).isEqualTo(1);
    stores.runs().finish(change("end"), taxi.lease(), RunEnd.done());
    assertThat(stores.runQueries().load(other.lease().project(), run(1)).summary().status())
        .isEqualTo(RunStatus.RUNNING);
  }

  @Test
  void anExpiredLeaseIsTakenOverAndItsRunAbandoned() {
    Stores first = open();
    Lease lost = first.runs().start(change("a"), start(1, HERE)).lease();
    Stores second = open();

    StartedRun taken = second.runs().start(change("b", NOON.plus(TERM)), start(2, THERE));

    assertThat(taken.abandoned()).contains(run(1));
    assertThat(taken.lease().epoch()).isEqualTo(2);
    RunSummary abandoned = first.runQueries().load(PROJECT, run(1)).summary();
    assertThat(abandoned.status()).isEqualTo(RunStatus.ABANDONED);
    assertThat(abandoned.ended()).contains(NOON.plus(TERM));
    String refused =
        refusal(
            ErrorCode.LEASE_LOST,
            () -> first.runs().commit(change("c"), lost, made("train", "k", "v")));
    assertThat(refused).contains(THERE.toString(), run(2).brief());
    refusal(ErrorCode.LEASE_LOST, () -> first.runs().renew(lost, TERM, NOON));
    refusal(ErrorCode.LEASE_LOST, () -> first.runs().finish(change("d"), lost, RunEnd.done()));
    assertThat(first.runQueries().load(PROJECT, run(1)).stages()).isEmpty();
    second.runs().commit(change("e"), taken.lease(), made("train", "k", "v"));
  }

  @Test
  void anOwnerKnownToBeGoneIsNotWaitedFor() {
    open().runs().start(change("a"), start(1, HERE));
    refusal(
        ErrorCode.RUN_ACTIVE,
        () -> open().runs().start(change("b"), start(2, TAXI, THERE, Set.of(THERE))));

    StartedRun taken = open().runs().start(change("c"), start(3, TAXI, THERE, Set.of(HERE)));

    assertThat(taken.abandoned()).contains(run(1));
  }

  @Test
  void renewingKeepsOthersOut() {
    Stores stores = open();
    Lease lease = stores.runs().start(change("a"), start(1, HERE)).lease();

    Lease renewed = stores.runs().renew(lease, Duration.ofMinutes(5), NOON.plusSeconds(20));

    assertThat(renewed.epoch()).isEqualTo(lease.epoch());
    assertThat(renewed.holder().since()).isEqualTo(NOON);
    assertThat(renewed.holder().expiry()).isEqualTo(NOON.plusSeconds(320));
    refusal(
        ErrorCode.RUN_ACTIVE,
        () -> open().runs().start(change("b", NOON.plusSeconds(319)), start(2, THERE)));
    stores.runs().commit(change("c"), lease, made("train", "k", "v"));
  }

  @Test
  void anExpiredLeaseNobodyTookIsStillGood() {
    Stores stores = open();
    Lease lease = stores.runs().start(change("a"), start(1, HERE)).lease();

    stores
        .runs()
        .commit(change("b", NOON.plus(Duration.ofDays(2))), lease, made("train", "k", "v"));
    assertThat(stores.runs().renew(lease, TERM, NOON.plus(Duration.ofDays(2))).epoch())
        .isEqualTo(1);
  }

  /** Clocks decide when a silent holder is given up, never who may write. */
  @Test
  void aClockThatJumpsNeverMixesTwoHolders() {
    Instant early = NOON.minus(Duration.ofHours(1));
    Instant late = NOON.plus(Duration.ofDays(1));
    Stores back = open();
    Lease first = back.runs().start(change("a"), start(1, HERE)).lease();
    Lease renewed = back.runs().renew(first, TERM, early);

    Stores right = open();
    StartedRun second = right.runs().start(change("b"), start(2, THERE));

    assertThat(second.abandoned()).contains(run(1));
    refusal(ErrorCode.LEASE_LOST, () -> back.runs().renew(renewed, TERM, early));
    refusal(
        ErrorCode.LEASE_LOST,
        () -> back.runs().commit(change("c", early), renewed, made("train", "k", "v")));
    right.runs().commit(change("d", late), second.lease(), made("train", "k", "v"));
    refusal(ErrorCode.RUN_ACTIVE, () -> back.runs().start(change("e", early), start(3, HERE)));
    right.runs().finish(change("f"), second.lease(), RunEnd.done());

    assertThat(back.runs().start(change("g", early), start(4, HERE)).abandoned()).isEmpty();
    assertThat(right.events().verify()).isInstanceOf(ChainCheck.Whole.class);
  }

  @Test
  void anEndedRunGivesItsLeaseBack() {
    Stores stores = open();
    Lease lease = stores.runs().start(change("a"), start(1, HERE)).lease();
    stores.runs().finish(change("b", NOON.plusSeconds(3)), lease, RunEnd.refused("auc 0.6 < 0.75"));

    RunSummary summary = stores.runQueries().load(PROJECT, run(1)).summary();
    assertThat(summary.status()).isEqualTo(RunStatus.REFUSED);
    assertThat(summary.problem()).isEqualTo("auc 0.6 < 0.75");
    assertThat(summary.ended()).contains(NOON.plusSeconds(3));
    assertThat(stores.runQueries().findLease(PROJECT, TAXI)).isEmpty();
    refusal(
        ErrorCode.LEASE_LOST,
        () -> stores.runs().commit(change("c"), lease, made("train", "k", "v")));
    StartedRun next = open().runs().start(change("d"), start(2, THERE));
    assertThat(next.lease().epoch()).isEqualTo(2);
    assertThat(next.abandoned()).isEmpty();
  }

  @Test
  void repeatingAChangeGivesTheFirstAnswer() {
    Stores stores = open();
    StartedRun started = stores.runs().start(change("a"), start(1, HERE));
    assertThat(open().runs().start(change("a", NOON.plusSeconds(9)), start(1, HERE)))
        .isEqualTo(started);
    stores.runs().finish(change("b"), started.lease(), RunEnd.done());
    stores.runs().finish(change("b"), started.lease(), RunEnd.done());
    assertThat(open().runs().start(change("a"), start(1, HERE))).isEqualTo(started);
    assertThat(open().events().read(PROJECT, 0, 100)).hasSize(2);
  }

  @Test
  void aKeyIsNotUsedForTwoContents() {
    Stores stores = open();
    Lease lease = stores.runs().start(change("a"), start(1, HERE)).lease();
    refusal(ErrorCode.CONFLICT, () -> stores.runs().start(change("a"), start(2, HERE)));
    refusal(
        ErrorCode.CONFLICT, () -> stores.runs().start(change("b"), start(1, SPAM, HERE, Set.of())));
    stores.runs().commit(change("c"), lease, made("train", "k", "v"));
    refusal(
        ErrorCode.CONFLICT,
        () -> stores.runs().commit(change("c"), lease, made("train", "k", "w")));
  }
}

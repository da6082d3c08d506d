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
import static dev.millrace.core.release.ReleaseCases.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.release.ReleaseEvent.Approve;
import dev.millrace.core.release.ReleaseEvent.PrepareFailed;
import dev.millrace.core.release.ReleaseEvent.Prepared;
import dev.millrace.core.release.ReleaseEvent.Reject;
import dev.millrace.core.release.ReleaseEvent.RollBack;
import dev.millrace.core.release.ReleaseVerdict.InForce;
import dev.millrace.core.release.ReleaseVerdict.Moved;
import dev.millrace.core.release.ReleaseVerdict.Refused;
import dev.millrace.core.release.ReleaseVerdict.Stays;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.ReleaseChange;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseRoutes;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReleaseRulesTest {
  private ReleaseState state = ReleaseState.NONE;
  private Instant now = NOON;

  @Test
  void theFirstReleaseHasTheWholeTrafficEvenAsACanary() {
    Moved first = moves(propose(1, canary()));

    assertThat(first.inForce())
        .contains(
            new InForce(
                ReleaseChange.PROMOTE,
                ReleaseRoutes.all(version(1)),
                Optional.of(ChampionChoice.Kind.PROMOTE)));
    assertThat(state.epoch()).isEqualTo(1);
    assertThat(state.live()).contains(version(1));
  }

  @Test
  void withoutServersNobodyWatches() {
    moves(propose(1, ReleaseStrategy.IMMEDIATE));
    moves(propose(2, ReleaseStrategy.IMMEDIATE));

    assertThat(state.rollout()).isEmpty();
    assertThat(state.past()).containsExactly(version(1));
  }

  @Test
  void aCandidateWaitsForEveryServer() {
    live(1);
    assertThat(moves(propose(2, canary(), ONE, TWO)).inForce()).isEmpty();
    assertThat(moves(new Prepared("r2", TWO)).inForce()).isEmpty();
    stays(new Prepared("r2", TWO));
    stays(new Prepared("r9", ONE));

    assertThat(moves(new Prepared("r2", ONE)).inForce().orElseThrow().routes())
        .isEqualTo(ReleaseRoutes.split(version(1), version(2), 500));
    assertThat(state.live()).contains(version(1));
    assertThat(state.epoch()).isEqualTo(2);
  }

  @Test
  void aServerThatIsGoneIsNotWaitedFor() {
    live(1);
    moves(propose(2, canary(), ONE, TWO));
    moves(new ReleaseEvent.NodeGone(TWO));
    assertThat(moves(new Prepared("r2", ONE)).inForce()).isPresent();
  }

  @Test
  void aCandidateThatCannotBeLoadedNeverGetsTraffic() {
    live(1);
    moves(propose(2, canary(), ONE));
    Moved failed = moves(new PrepareFailed("r2", ONE, "its blob is damaged"));

    assertThat(failed.inForce()).isEmpty();
    assertThat(failed.why()).contains("version 2", "one", "its blob is damaged");
    assertThat(state.epoch()).isEqualTo(1);
    assertThat(state.rollout()).isEmpty();
  }

  @Test
  void serversThatTakeTooLongAreNamed() {
    live(1);
    moves(propose(2, canary(), ONE, TWO));
    now = NOON.plusSeconds(29);
    stays(look(0, 0));
    now = NOON.plusSeconds(30);
    assertThat(moves(look(0, 0)).why()).contains("30 s", "one, two");
  }

  @Test
  void aCanaryGrowsStepByStepAndIsThenWatched() {
    onItsWay();
    stays(look(1_000, 0));
    now = now.plusSeconds(60);
    assertThat(moves(look(1_000, 0)).inForce().orElseThrow().change())
        .isEqualTo(ReleaseChange.WIDEN);
    now = now.plusSeconds(60);
    InForce whole = moves(look(2_000, 0)).inForce().orElseThrow();
    assertThat(whole.change()).isEqualTo(ReleaseChange.PROMOTE);
    assertThat(state.live()).contains(version(2));
    assertThat(state.past()).containsExactly(version(1));
    assertThat(state.rollout()).isPresent();
    now = now.plusSeconds(60);
    assertThat(moves(look(3_000, 0)).inForce()).isEmpty();
    assertThat(state.rollout()).isEmpty();
    assertThat(state.epoch()).isEqualTo(4);
  }

  @Test
  void tooFewAnswersHoldACanaryAndAtLastEndIt() {
    onItsWay();
    now = now.plusSeconds(600);
    stays(look(9, 0));
    now = now.plusSeconds(3_000);
    Moved given = moves(look(9, 0));
    assertThat(given.inForce().orElseThrow().change()).isEqualTo(ReleaseChange.ABANDON);
    assertThat(given.why()).contains("9 answers", "10");
    assertThat(state.live()).contains(version(1));
  }

  @Test
  void failedAnswersTakeItsTrafficAwayAtOnce() {
    onItsWay();
    stays(look(10, 1));
    Moved back = moves(look(20, 10));
    assertThat(back.inForce().orElseThrow().routes()).isEqualTo(ReleaseRoutes.all(version(1)));
    assertThat(back.inForce().orElseThrow().champion()).isEmpty();
    assertThat(back.why()).contains("10 of 20");
  }

  @Test
  void slowAnswersCountOnlyBesideFasterOnes() {
    onItsWay();
    ArmTally slow = new ArmTally(5_000, 0, 120_000_000);
    stays(new ReleaseEvent.Look(slow, new ArmTally(5_000, 0, 100_000_000)));
    stays(new ReleaseEvent.Look(slow, new ArmTally(999, 0, 1_000_000)));
    assertThat(moves(new ReleaseEvent.Look(slow, new ArmTally(5_000, 0, 1_000_000))).why())
        .contains("120 ms", "1 ms");
  }

  @Test
  void aVersionThatFailsWithTheWholeTrafficIsRolledBack() {
    live(1);
    moves(propose(2, ReleaseStrategy.IMMEDIATE, ONE));
    moves(new Prepared("r2", ONE));
    assertThat(state.live()).contains(version(2));

    InForce back = moves(look(100, 60)).inForce().orElseThrow();
    assertThat(back.change()).isEqualTo(ReleaseChange.ROLL_BACK);
    assertThat(back.champion()).contains(ChampionChoice.Kind.ROLL_BACK);
    assertThat(state.live()).contains(version(1));
  }

  @Test
  void aRollBackOnTheWayOnlyEndsTheWay() {
    onItsWay();
    assertThat(moves(back(OptionalInt.empty())).inForce().orElseThrow().change())
        .isEqualTo(ReleaseChange.ABANDON);
    assertThat(state.live()).contains(version(1));
  }

  @Test
  void rollingBackTwiceGoesBackTwiceAndNoFurther() {
    live(1);
    live(2);
    live(3);
    moves(back(OptionalInt.empty()));
    assertThat(state.live()).contains(version(2));
    moves(back(OptionalInt.empty()));
    assertThat(state.live()).contains(version(1));
    assertThat(refused(back(OptionalInt.empty()))).contains("nothing was live before");
  }

  @Test
  void rollingBackToAVersionSkipsTheOnesBetween() {
    live(1);
    live(2);
    live(3);
    assertThat(refused(back(OptionalInt.of(9)))).contains("version 9", "version 1, 2");
    moves(back(OptionalInt.of(1)));
    assertThat(state.live()).contains(version(1));
    assertThat(state.past()).isEmpty();
  }

  @Test
  void eachShareNeedsAnswersOfItsOwn() {
    onItsWay();
    now = now.plusSeconds(60);
    moves(look(1_000, 0));
    now = now.plusSeconds(60);
    stays(look(1_009, 0));
    moves(look(1_010, 0));
  }

  @Test
  void whoMustBeSureWaitsUntilFailuresAreKnownToBeFew() {
    live(1);
    moves(propose(2, canary().sure(0.95), ONE));
    moves(new Prepared("r2", ONE));
    now = now.plusSeconds(60);
    // Without a failure among n the exact upper end is 1 - 0.05^(1/n): 1% at 299 answers.
    stays(look(298, 0));
    assertThat(moves(look(299, 0)).why()).contains("at most 1.00% do (95.00% confidence)");
    assertThat(state.rollout().orElseThrow().share()).isEqualTo(5_000);
  }

  @Test
  void aShadowThatAgreesGetsItsStepsOrIsLookedAt() {
    live(1);
    moves(propose(2, shadow(Comparison.Then.STEPS), ONE));
    Moved begun = moves(new Prepared("r2", ONE));
    assertThat(begun.inForce()).isEmpty();
    assertThat(begun.why()).contains("shadow");
    now = now.plusSeconds(60);
    stays(shadowed(99, 0));
    stays(shadowed(100, 3)); // may be more than a twentieth
    Moved on = moves(shadowed(2_000, 20));
    assertThat(on.inForce().orElseThrow().change()).isEqualTo(ReleaseChange.START);
    assertThat(on.why()).contains("20 of 2000 rows");

    moves(back(OptionalInt.empty()));
    moves(propose(3, shadow(Comparison.Then.END)));
    now = now.plusSeconds(60);
    Moved ended = moves(shadowed(2_000, 20));
    assertThat(ended.inForce()).isEmpty();
    assertThat(ended.why()).contains("version 3 is not released", "20 of 2000 rows");
    assertThat(state.rollout()).isEmpty();
  }

  @Test
  void aShadowThatSaysOtherThingsIsTakenBackAtOnce() {
    live(1);
    moves(propose(2, shadow(Comparison.Then.STEPS)));
    Moved back = moves(shadowed(200, 40));
    assertThat(back.inForce()).isEmpty();
    assertThat(back.why()).contains("abandoned", "40 of 200 rows");
    assertThat(state.epoch()).isEqualTo(1);
  }

  @Test
  void aShadowThatFailsIsTakenBack() {
    live(1);
    moves(propose(2, shadow(Comparison.Then.STEPS)));
    assertThat(moves(look(20, 20)).why()).contains("20 of 20 answers failed");
    assertThat(state.epoch()).isEqualTo(1);
  }

  @Test
  void labelsDecideATest() {
    live(1);
    moves(propose(2, abTest()));
    now = now.plusSeconds(60);
    stays(labelled(510, 500));
    Moved better = moves(labelled(620, 500));
    assertThat(better.inForce().orElseThrow().change()).isEqualTo(ReleaseChange.PROMOTE);
    assertThat(better.why()).contains("620 of 1000", "500 of 1000", "better");
  }

  @Test
  void aWorseArmIsTakenBackWithoutWaitingAndAnUndecidedOneAtTheEnd() {
    live(1);
    moves(propose(2, abTest()));
    assertThat(moves(labelled(380, 500)).why()).contains("abandoned", "worse");
    moves(propose(3, abTest()));
    now = now.plusSeconds(3_600);
    assertThat(moves(labelled(510, 500)).why()).contains("abandoned", "neither is better so far");
  }

  @Test
  void amountsAreNotTested() {
    live(1);
    ReleaseContent amounts =
        new ReleaseContent(2, ReleaseCases.digest("amounts"), new java.util.TreeMap<>());
    assertThat(refused(new ReleaseEvent.Propose("r2", amounts, abTest(), ReleaseCases.nodes())))
        .contains("an A/B test needs decisions");
  }

  @Test
  void whatWasBeforeStandsByForAsLongAsItIsAskedTo() {
    live(1);
    moves(propose(2, ReleaseStrategy.IMMEDIATE.standingBy(java.time.Duration.ofHours(1)), ONE));
    moves(new Prepared("r2", ONE));
    now = now.plusSeconds(1_800);
    stays(look(5_000, 0));
    now = now.plusSeconds(1_800);
    assertThat(moves(look(5_000, 0)).why()).contains("stood its watch");
  }

  @Test
  void oneReleaseAtATime() {
    onItsWay();
    stays(propose(2, canary(), ONE));
    assertThat(refused(propose(3, canary(), ONE))).contains("under way", "version 2");
  }

  @Test
  void whatIsLiveIsNotReleasedAgain() {
    live(1);
    stays(propose(1, canary()));
  }

  @Test
  void aVersionThatIsOnlyWatchedMakesRoomForTheNext() {
    live(1);
    moves(propose(2, ReleaseStrategy.IMMEDIATE, ONE));
    moves(new Prepared("r2", ONE));
    moves(propose(3, ReleaseStrategy.IMMEDIATE, ONE));
    assertThat(state.live()).contains(version(2));
    assertThat(state.rollout().orElseThrow().candidate()).isEqualTo(version(3));
  }

  @Test
  void whoHasSeenAnotherEpochChangesNothing() {
    live(1);
    live(2);
    RollBack old = new RollBack(OptionalInt.empty(), OptionalLong.of(1), "worse");
    assertThat(refused(old)).contains("another epoch is in force", "epoch 2", "epoch 1");
    assertThat(moves(new RollBack(OptionalInt.empty(), OptionalLong.of(2), "worse")).state().live())
        .contains(version(1));
  }

  @Test
  void whatNeedsConsentWaitsForSomebodyElse() {
    live(1);
    assertThat(moves(guarded(2, canary(), ONE)).why()).contains("awaits approval", "ann");
    assertThat(state.live()).contains(version(1));
    stays(guarded(2, canary(), ONE));
    assertThat(refused(new Approve(2, ANN, nodes(ONE)))).contains("does not approve it", "ann");
    assertThat(refused(new Approve(2, NODE, nodes(ONE)))).contains("approves nothing", "node-1");
    assertThat(refused(new Approve(3, BOB, nodes(ONE)))).contains("version 3", "version 2");

    assertThat(moves(new Approve(2, BOB, nodes(ONE))).why())
        .contains("version 2 is approved by bob", "waiting for one");
    assertThat(state.awaited()).isEmpty();
    assertThat(moves(new Prepared("r2", ONE)).inForce()).isPresent();
  }

  @Test
  void whatIsRejectedWaitsNoMoreAndIsRemembered() {
    live(1);
    moves(guarded(2, canary()));
    moves(new Reject(2, ANN, "worse"));
    assertThat(state.rejected()).containsExactly(2);
    assertThat(refused(new Approve(2, BOB, nodes()))).contains("nothing awaits approval");
    moves(guarded(2, canary()));
    assertThat(state.rejected()).isEmpty();
  }

  @Test
  void aNewerProposalTakesThePlaceOfTheOneThatWaits() {
    moves(guarded(2, canary()));
    assertThat(moves(guarded(3, canary())).why()).contains("in place of version 2");
    assertThat(refused(new Approve(2, BOB, nodes()))).contains("version 3");
  }

  @Test
  void anApprovalWaitsForAReleaseThatIsUnderWay() {
    onItsWay();
    moves(guarded(3, canary(), ONE));
    assertThat(refused(new Approve(3, BOB, nodes(ONE)))).contains("under way");
    moves(back(OptionalInt.empty()));
    assertThat(state.awaited()).isPresent();
    moves(new Approve(3, BOB, nodes(ONE)));
  }

  @Test
  void whatComesFromNoCommitIsRefused() {
    Clearance demanded =
        new Clearance(false, new TreeSet<>(), Optional.of("changed: pipeline.yaml"));
    assertThat(refused(propose(1, canary()).demanding(demanded)))
        .contains("clean committed revision", "changed: pipeline.yaml");
  }

  private void live(int number) {
    moves(propose(number, ReleaseStrategy.IMMEDIATE));
  }

  private void onItsWay() {
    live(1);
    moves(propose(2, canary(), ONE));
    moves(new Prepared("r2", ONE));
  }

  private static RollBack back(OptionalInt version) {
    return new RollBack(version, "worse");
  }

  private Moved moves(ReleaseEvent event) {
    ReleaseVerdict verdict = ReleaseRules.next(state, event, now);
    assertThat(verdict).isInstanceOf(Moved.class);
    Moved moved = (Moved) verdict;
    state = moved.state();
    byte[] stored = CanonicalJson.bytes(ReleaseStateJson.of(state));
    assertThat(ReleaseStateJson.state(JsonReader.read(stored))).isEqualTo(state);
    return moved;
  }

  private void stays(ReleaseEvent event) {
    assertThat(ReleaseRules.next(state, event, now)).isInstanceOf(Stays.class);
  }

  private String refused(ReleaseEvent event) {
    ReleaseVerdict verdict = ReleaseRules.next(state, event, now);
    assertThat(verdict).isInstanceOf(Refused.class);
    return String.valueOf(((Refused) verdict).why().getMessage());
  }
}

package dev.millrace.core.release;

import dev.millrace.core.release.ReleaseEvent.Look;
import dev.millrace.core.release.ReleaseEvent.NodeGone;
import dev.millrace.core.release.ReleaseEvent.PrepareFailed;
import dev.millrace.core.release.ReleaseEvent.Prepared;
import dev.millrace.core.release.ReleaseEvent.Propose;
import dev.millrace.core.release.ReleaseEvent.RollBack;
import dev.millrace.core.release.ReleaseVerdict.InForce;
import dev.millrace.core.release.ReleaseVerdict.Moved;
import dev.millrace.core.release.ReleaseVerdict.Refused;
import dev.millrace.core.release.ReleaseVerdict.Stays;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.ReleaseChange;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseRoutes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The rules of releases as a function of state, event and time.
 *
 * <p>At most one epoch is in force; each change of routes has the next number. A candidate is
 * prepared by every server before it gets a share; it loses its share as soon as its answers fail,
 * and what was live before has the whole traffic again. Once it has the whole traffic it is live,
 * and is watched for one more bake. What needs an approval waits beside all that until somebody
 * gives it.
 */
public final class ReleaseRules {
  private ReleaseRules() {}

  public static ReleaseVerdict next(ReleaseState state, ReleaseEvent event, Instant now) {
    return switch (event) {
      case Propose propose -> propose(state, propose, now);
      case Prepared prepared -> prepared(state, prepared, now);
      case PrepareFailed failed -> failed(state, failed);
      case NodeGone gone -> arrived(state, gone.node(), now, gone.node() + " is gone");
      case Look look -> look(state, look, now);
      case RollBack back -> rollBack(state, back);
      case ReleaseEvent.Approve approve -> ApprovalRules.approve(state, approve, now);
      case ReleaseEvent.Reject reject -> ApprovalRules.reject(state, reject);
    };
  }

  private static ReleaseVerdict propose(ReleaseState state, Propose event, Instant now) {
    Optional<Rollout> under = state.rollout();
    if (under.isPresent()
        && (under.get().id().equals(event.id())
            || (!under.get().isWhole() && under.get().candidate().equals(event.content())))) {
      return new Stays("this rollout is under way already");
    }
    boolean live = state.live().equals(Optional.of(event.content()));
    Optional<ReleaseVerdict> held = live ? Optional.empty() : ApprovalRules.hold(state, event, now);
    if (held.isPresent()) {
      return held.get();
    }
    if (under.isPresent() && !under.get().isWhole()) {
      return new Refused(
          Problem.of(ErrorCode.CONFLICT, "another release of this model is under way")
              .found("version " + under.get().candidate().version())
              .next("Wait for its end, or take it back with: millrace releases rollback")
              .asException());
    }
    if (!live
        && event.strategy().comparison() instanceof Comparison.AbTest
        && !event.content().statements().containsKey(ReleaseContents.DECISION)) {
      return new Refused(
          Problem.of(ErrorCode.CONFLICT, "an A/B test needs decisions, and amounts are none")
              .at("release.ab-test")
              .found("version " + event.content().version())
              .next("Release it with a canary or a shadow.")
              .asException());
    }
    return live
        ? new Stays("version " + event.content().version() + " is live already")
        : begin(state.cleared(event.content().version()), event, now);
  }

  private static ReleaseVerdict begin(ReleaseState state, Propose event, Instant now) {
    ReleaseStrategy strategy =
        state.live().isPresent() ? event.strategy() : event.strategy().atOnce();
    Rollout rollout =
        new Rollout(
            event.id(),
            event.content(),
            state.live(),
            strategy,
            Rollout.PREPARING,
            now,
            event.servers(),
            0);
    if (event.servers().isEmpty()) {
      Moved moved = advance(state.with(rollout), rollout, ArmTally.NONE, now);
      // Nobody serves, so that there is nothing to watch.
      return moved.state().rollout().filter(Rollout::isWhole).isPresent()
          ? new Moved(moved.state().settled(), moved.why(), moved.inForce())
          : moved;
    }
    return new Moved(
        state.with(rollout), "waiting for " + names(event.servers()), Optional.empty());
  }

  private static ReleaseVerdict prepared(ReleaseState state, Prepared event, Instant now) {
    return isOf(state, event.rollout())
        ? arrived(state, event.node(), now, event.node() + " is prepared")
        : new Stays("no such rollout is under way");
  }

  private static ReleaseVerdict arrived(
      ReleaseState state, NodeName node, Instant now, String why) {
    Optional<Rollout> rollout = state.rollout().filter(Rollout::isPreparing);
    if (rollout.isEmpty() || !rollout.get().awaited().contains(node)) {
      return new Stays("nobody waits for " + node);
    }
    SortedSet<NodeName> others = new TreeSet<>(rollout.get().awaited());
    others.remove(node);
    return others.isEmpty()
        ? advance(state, rollout.get(), ArmTally.NONE, now)
        : new Moved(
            state.with(rollout.get().awaiting(others)),
            why + ", waiting for " + names(others),
            Optional.empty());
  }

  private static ReleaseVerdict failed(ReleaseState state, PrepareFailed event) {
    Optional<Rollout> rollout = state.rollout().filter(under -> !under.answers());
    return rollout.isEmpty() || !isOf(state, event.rollout())
        ? new Stays("no such rollout is under way")
        : abandon(state, rollout.get(), event.node() + " cannot load it: " + event.why());
  }

  private static ReleaseVerdict look(ReleaseState state, Look event, Instant now) {
    if (state.rollout().isEmpty()) {
      return new Stays("nothing is on its way");
    }
    Rollout rollout = state.rollout().get();
    if (rollout.isPreparing()) {
      return now.isBefore(rollout.due())
          ? new Stays("servers are preparing")
          : abandon(
              state,
              rollout,
              "not loaded within "
                  + rollout.strategy().prepare().toSeconds()
                  + " s by "
                  + names(rollout.awaited()));
    }
    Optional<String> complaint =
        Watch.complaint(rollout.strategy(), event.candidate(), event.before());
    if (complaint.isPresent()) {
      return takeBack(state, rollout, complaint.get());
    }
    Optional<Judgement> judgement =
        rollout.isWhole() ? Optional.empty() : Optional.of(Judgement.of(rollout, event));
    if (judgement.filter(judged -> judged.kind() == Judgement.Kind.TAKE_BACK).isPresent()) {
      return abandon(state, rollout, judgement.get().why());
    }
    if (now.isBefore(rollout.due())) {
      return new Stays("it is being watched");
    }
    if (judgement.isEmpty()) {
      return new Moved(
          state.settled(),
          "version " + rollout.candidate().version() + " has stood its watch",
          Optional.empty());
    }
    return judged(state, rollout, event, judgement.get(), now);
  }

  private static ReleaseVerdict judged(
      ReleaseState state, Rollout rollout, Look event, Judgement judgement, Instant now) {
    return switch (judgement.kind()) {
      case TAKE_BACK -> abandon(state, rollout, judgement.why());
      case END ->
          new Moved(
              state.settled(),
              "version "
                  + rollout.candidate().version()
                  + " is not released: "
                  + judgement.why()
                  + "; release it by hand if that is what you want",
              Optional.empty());
      case GO_ON -> {
        Moved moved = advance(state, rollout, event.candidate(), now);
        yield judgement.why().isEmpty()
            ? moved
            : new Moved(moved.state(), moved.why() + ": " + judgement.why(), moved.inForce());
      }
      case WAIT ->
          now.isBefore(rollout.since().plus(rollout.strategy().patience()))
              ? new Stays(judgement.why())
              : abandon(state, rollout, judgement.why());
    };
  }

  /** What is thought of a candidate now, for people. */
  public static String progress(Rollout rollout, Look seen) {
    String counted =
        String.format(
            Locale.ROOT,
            "%d answers, %d failed",
            seen.candidate().requests(),
            seen.candidate().failures());
    if (rollout.isPreparing() || rollout.isWhole()) {
      return counted;
    }
    String judged = Judgement.of(rollout, seen).why();
    return judged.isEmpty() ? counted : counted + "; " + judged;
  }

  private static ReleaseVerdict rollBack(ReleaseState state, RollBack event) {
    if (event.epoch().isPresent() && event.epoch().getAsLong() != state.epoch()) {
      return new Refused(
          Problem.of(ErrorCode.CONFLICT, "another epoch is in force than the one that was seen")
              .found("epoch " + state.epoch())
              .allowed("epoch " + event.epoch().getAsLong())
              .next("Look at what is live now, then ask again.")
              .asException());
    }
    Optional<Rollout> rollout = state.rollout();
    if (rollout.isPresent() && !rollout.get().isWhole()) {
      return abandon(state, rollout.get(), event.why());
    }
    return goBack(state, event.version(), event.why());
  }

  private static ReleaseVerdict takeBack(ReleaseState state, Rollout rollout, String why) {
    if (!rollout.isWhole()) {
      return abandon(state, rollout, why);
    }
    // The first release has nothing to go back to: bad answers are better than none.
    return rollout.before().isPresent()
        ? goBack(state, OptionalInt.empty(), why)
        : new Stays("nothing was live before, though " + why);
  }

  /** The next share for the candidate; with the whole traffic it is live. */
  private static Moved advance(ReleaseState state, Rollout rollout, ArmTally seen, Instant now) {
    Rollout next = rollout.next(seen, now);
    ReleaseContent candidate = rollout.candidate();
    if (next.isShadowing()) {
      return new Moved(
          state.with(next),
          "version " + candidate.version() + " is a shadow: it scores and answers nobody",
          Optional.empty());
    }
    if (next.isWhole()) {
      List<ReleaseContent> past = new ArrayList<>(state.past());
      state.live().ifPresent(past::add);
      int from = Math.max(0, past.size() - ReleaseState.MOST_PAST);
      return new Moved(
          next.strategy().watch().isZero()
              ? state.next(Optional.of(candidate), past.subList(from, past.size()))
              : state.next(Optional.of(candidate), past.subList(from, past.size())).with(next),
          "version " + candidate.version() + " is live",
          Optional.of(
              new InForce(
                  ReleaseChange.PROMOTE,
                  ReleaseRoutes.all(candidate),
                  Optional.of(ChampionChoice.Kind.PROMOTE))));
    }
    return new Moved(
        state.next(state.live(), state.past()).with(next),
        String.format(
            Locale.ROOT,
            "version %d has %.2f%% of the traffic",
            candidate.version(),
            next.share() / 100.0),
        Optional.of(
            new InForce(
                next.step() == 0 ? ReleaseChange.START : ReleaseChange.WIDEN,
                ReleaseRoutes.split(state.live().orElseThrow(), candidate, next.share()),
                Optional.empty())));
  }

  /** The candidate is off its way; a share it had goes back. */
  private static Moved abandon(ReleaseState state, Rollout rollout, String why) {
    String words = "version " + rollout.candidate().version() + " is abandoned: " + why;
    if (!rollout.answers()) {
      return new Moved(state.settled(), words, Optional.empty());
    }
    return new Moved(
        state.next(state.live(), state.past()),
        words,
        Optional.of(
            new InForce(
                ReleaseChange.ABANDON,
                ReleaseRoutes.all(state.live().orElseThrow()),
                Optional.empty())));
  }

  private static ReleaseVerdict goBack(ReleaseState state, OptionalInt version, String why) {
    List<ReleaseContent> past = state.past();
    int found = past.size() - 1;
    while (found >= 0 && version.isPresent() && past.get(found).version() != version.getAsInt()) {
      found--;
    }
    if (found < 0) {
      return new Refused(nothingBefore(state, version));
    }
    ReleaseContent target = past.get(found);
    if (state.live().equals(Optional.of(target))) {
      return new Stays("version " + target.version() + " is live already");
    }
    return new Moved(
        state.cleared(target.version()).next(Optional.of(target), past.subList(0, found)),
        "back to version " + target.version() + ": " + why,
        Optional.of(
            new InForce(
                ReleaseChange.ROLL_BACK,
                ReleaseRoutes.all(target),
                Optional.of(ChampionChoice.Kind.ROLL_BACK))));
  }

  private static MillraceException nothingBefore(ReleaseState state, OptionalInt version) {
    Problem problem =
        Problem.of(ErrorCode.CONFLICT, "there is no release to roll back to")
            .allowed(
                state.past().isEmpty()
                    ? "none: nothing was live before"
                    : "version "
                        + String.join(
                            ", ", state.past().stream().map(c -> "" + c.version()).toList()))
            .next("Release a version by its number with: millrace releases create");
    return (version.isPresent() ? problem.found("version " + version.getAsInt()) : problem)
        .asException();
  }

  private static boolean isOf(ReleaseState state, String rollout) {
    return state.rollout().filter(r -> r.id().equals(rollout)).isPresent();
  }

  private static String names(SortedSet<NodeName> nodes) {
    return String.join(", ", nodes.stream().map(NodeName::value).toList());
  }
}

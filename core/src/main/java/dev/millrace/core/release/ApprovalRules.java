package dev.millrace.core.release;

import dev.millrace.core.release.ReleaseEvent.Approve;
import dev.millrace.core.release.ReleaseEvent.Propose;
import dev.millrace.core.release.ReleaseEvent.Reject;
import dev.millrace.core.release.ReleaseVerdict.Moved;
import dev.millrace.core.release.ReleaseVerdict.Refused;
import dev.millrace.core.release.ReleaseVerdict.Stays;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.Actor;
import java.time.Instant;
import java.util.Optional;

/**
 * What is demanded of a proposal before it is one. Going back needs no approval: what is gone back
 * to was live with all that was demanded of it, and whoever sees that answers are wrong must be
 * able to stop them alone.
 */
final class ApprovalRules {
  private ApprovalRules() {}

  /** What becomes of a proposal that may not go on its way now; empty for one that may. */
  static Optional<ReleaseVerdict> hold(ReleaseState state, Propose event, Instant now) {
    Clearance clearance = event.clearance();
    int version = event.content().version();
    if (clearance.refusal().isPresent()) {
      return Optional.of(
          new Refused(
              Problem.of(
                      ErrorCode.GATE_REFUSED,
                      "version " + version + " was not made from a clean committed revision")
                  .at("release.committed")
                  .found(clearance.refusal().get())
                  .allowed("a commit, and a folder that is the same")
                  .next("Commit the pipeline and its schema and run it again.")
                  .asException()));
    }
    if (!clearance.approval()) {
      return Optional.empty();
    }
    Optional<AwaitedApproval> awaited = state.awaited();
    if (awaited.isPresent()
        && (awaited.get().content().equals(event.content())
            || awaited.get().id().equals(event.id()))) {
      return Optional.of(new Stays("version " + version + " awaits approval already"));
    }
    String instead =
        awaited.map(other -> " in place of version " + other.content().version()).orElse("");
    return Optional.of(
        new Moved(
            state.awaiting(
                new AwaitedApproval(
                    event.id(), event.content(), event.strategy(), clearance.involved(), now)),
            "version "
                + version
                + " is proposed"
                + instead
                + " and awaits approval by somebody other than "
                + String.join(", ", clearance.involved()),
            Optional.empty()));
  }

  static ReleaseVerdict approve(ReleaseState state, Approve event, Instant now) {
    Optional<AwaitedApproval> awaited = waiting(state, event.version());
    if (awaited.isEmpty()) {
      return new Refused(nothing(state, event.version()));
    }
    AwaitedApproval proposal = awaited.get();
    if (event.by().standing() == Actor.Standing.SYSTEM) {
      return new Refused(notBy(proposal, event.by(), "a part of the program approves nothing"));
    }
    if (proposal.involved().contains(event.by().name())) {
      return new Refused(
          notBy(proposal, event.by(), "who made or proposed a version does not approve it"));
    }
    ReleaseState free = state.cleared(event.version());
    Propose approved =
        new Propose(proposal.id(), proposal.content(), proposal.strategy(), event.servers());
    String words = "version " + event.version() + " is approved by " + event.by().name() + ": ";
    return switch (ReleaseRules.next(free, approved, now)) {
      case Refused refused -> refused;
      case Stays stays -> new Moved(free, words + stays.why(), Optional.empty());
      case Moved moved -> new Moved(moved.state(), words + moved.why(), moved.inForce());
    };
  }

  static ReleaseVerdict reject(ReleaseState state, Reject event) {
    return waiting(state, event.version()).isEmpty()
        ? new Refused(nothing(state, event.version()))
        : new Moved(
            state.rejecting(event.version()),
            "version " + event.version() + " is rejected by " + event.by().name(),
            Optional.empty());
  }

  private static Optional<AwaitedApproval> waiting(ReleaseState state, int version) {
    return state.awaited().filter(awaited -> awaited.content().version() == version);
  }

  private static MillraceException nothing(ReleaseState state, int version) {
    return Problem.of(ErrorCode.CONFLICT, "this version does not await approval")
        .found("version " + version)
        .allowed(
            state
                .awaited()
                .map(awaited -> "version " + awaited.content().version())
                .orElse("none: nothing awaits approval"))
        .next("See what does with: millrace releases list")
        .asException();
  }

  private static MillraceException notBy(AwaitedApproval proposal, Actor by, String what) {
    return Problem.of(ErrorCode.POLICY_DENIED, what)
        .at("release.approval of version " + proposal.content().version())
        .found(by.name())
        .allowed("anybody but " + String.join(", ", proposal.involved()))
        .next("Ask somebody else to look at it and approve it.")
        .asException();
  }
}

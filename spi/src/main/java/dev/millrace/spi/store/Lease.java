package dev.millrace.spi.store;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A pipeline's lease as its holder sees it; shown with every write of a run.
 *
 * @param epoch number of the grant; writes under an older one are refused
 */
public record Lease(ProjectName project, PipelineName pipeline, long epoch, LeaseHolder holder) {
  public Lease {
    Objects.requireNonNull(project);
    Objects.requireNonNull(pipeline);
    Objects.requireNonNull(holder);
    if (epoch < 1) {
      throw new IllegalArgumentException("a held lease has an epoch from 1, got " + epoch);
    }
  }

  /** The event by which its holder shows that it may make a change, of the same project. */
  public LeaseEvent.Check check(Change change) {
    requireSameProject(change);
    return new LeaseEvent.Check(holder.run(), epoch);
  }

  /** The event by which its holder gives it back. */
  public LeaseEvent.Release release(Change change) {
    requireSameProject(change);
    return new LeaseEvent.Release(holder.run(), epoch);
  }

  /** The state after an event of its holder, asked of {@code state}: LEASE_LOST. */
  public LeaseState require(LeaseState state, LeaseEvent event, Instant now) {
    if (LeaseRules.next(state, event, now) instanceof LeaseVerdict.Granted granted) {
      return granted.next();
    }
    throw lost(state);
  }

  /** True when nobody may take it over at {@code now}. */
  public boolean isLive(Instant now) {
    return LeaseRules.isLive(holder, now);
  }

  /** The refusal of a start while this lease is live: RUN_ACTIVE. */
  public MillraceException busy() {
    return Problem.of(
            ErrorCode.RUN_ACTIVE,
            "pipeline "
                + pipeline
                + " is being run by "
                + holder.owner()
                + " since "
                + holder.since()
                + " (run "
                + holder.run().brief()
                + ")")
        .next(
            "Wait for it to end, or end that process: its lease runs out at "
                + holder.expiry()
                + " unless renewed")
        .asException();
  }

  /** The refusal of a write under this lease when {@code now} is the state of the lease. */
  public MillraceException lost(LeaseState now) {
    Optional<LeaseHolder> other = now.holder();
    String who =
        other.isPresent() && !other.get().run().equals(holder.run())
            ? other.get().owner() + " took it over with run " + other.get().run().brief()
            : "it was given back";
    return Problem.of(
            ErrorCode.LEASE_LOST,
            "run "
                + holder.run().brief()
                + " does not hold pipeline "
                + pipeline
                + " any more: "
                + who
                + "; nothing was written")
        .found("epoch " + epoch)
        .allowed("epoch " + now.epoch() + (other.isPresent() ? "" : ", not held"))
        .next("Start the run again; finished stages are reused")
        .asException();
  }

  private void requireSameProject(Change change) {
    if (!change.project().equals(project)) {
      throw new IllegalArgumentException(
          "a lease of project " + project + " does not cover project " + change.project());
    }
  }
}

package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.id.StageName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A stage of a run whose result names blobs.
 *
 * @param sequence place of the run among all runs of the home
 * @param result digest of the result
 * @param blobs what the result cannot do without
 * @param at when the stage ended
 */
public record StageUse(
    ProjectName project,
    long sequence,
    RunId run,
    PipelineName pipeline,
    StageName stage,
    Digest result,
    List<Digest> blobs,
    Instant at,
    Bond bond) {
  /** Why a run's results may be needed whatever their age is; the stronger reason first. */
  public enum Bond {
    /** The run holds the lease of its pipeline, be it live or run out. */
    UNDER_WAY,
    /** A version of a model was registered by the run. */
    REGISTERED,
    /** Neither. */
    NONE
  }

  public StageUse {
    Objects.requireNonNull(project);
    Objects.requireNonNull(run);
    Objects.requireNonNull(pipeline);
    Objects.requireNonNull(stage);
    Objects.requireNonNull(result);
    blobs = List.copyOf(blobs);
    Objects.requireNonNull(at);
    Objects.requireNonNull(bond);
  }
}

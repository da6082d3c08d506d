package dev.millrace.spi.store;

import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.track.MetricHistory;
import dev.millrace.spi.track.MetricPoint;
import dev.millrace.spi.track.NewRun;
import dev.millrace.spi.track.RunBatch;
import dev.millrace.spi.track.RunChange;
import dev.millrace.spi.track.RunNotes;
import dev.millrace.spi.track.TrackedRun;
import java.util.List;
import java.util.Optional;

/**
 * Runs as they are tracked: those of pipelines, which {@link RunStore} starts and ends, and others.
 * Each write is one transaction. Making a run, setting it aside and taking it back are events; what
 * is measured and said meanwhile is none, and may be sent again without being there twice. Safe for
 * concurrent use, by several processes too.
 */
public interface TrackingStore {
  /**
   * Makes a run: EXPERIMENT_UNKNOWN, CONFLICT when its experiment was set aside or its id is taken.
   */
  TrackedRun create(Change change, NewRun wish);

  /**
   * Notes a batch: RUN_UNKNOWN, CONFLICT when the run was set aside, when a parameter has another
   * value already, or when there is no room. Metrics and parameters of a pipeline's run are noted
   * by itself, under its lease: CONFLICT without one, LEASE_LOST.
   *
   * @param change for which project and when; it is no event, and its key is not looked at
   */
  void log(Change change, RunId run, RunBatch batch, Optional<Lease> fence);

  /**
   * Changes a run and gives it as it is then: RUN_UNKNOWN, CONFLICT when it was set aside and is
   * not taken back, or when a pipeline is to end it; VALUE_INVALID when there is no such tag.
   */
  TrackedRun change(Change change, RunId run, RunChange wish);

  /** A run, set aside or not, with what is noted of it: RUN_UNKNOWN. */
  RunNotes load(ProjectName project, RunId run);

  /** A part of the values of a metric; none when the run has no such metric: RUN_UNKNOWN. */
  List<MetricPoint> history(ProjectName project, MetricHistory page);
}

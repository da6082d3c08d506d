package dev.millrace.core.serve;

import dev.millrace.scorer.Scorer;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseTarget;

/** Gives each version that begins to serve what counts its traffic. */
@FunctionalInterface
public interface TrafficTallies {
  /** Nobody counts. */
  TrafficTallies NONE = (target, content, scorer) -> TrafficTally.NONE;

  /** The tally of a version; the same one when it is asked for again. */
  TrafficTally open(ReleaseTarget target, ReleaseContent content, Scorer scorer);
}

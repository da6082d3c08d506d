package dev.millrace.spi.store;

import dev.millrace.spi.id.PipelineName;
import java.util.Objects;
import java.util.Optional;

/**
 * Which part of the list of runs is wanted, newest first.
 *
 * @param pipeline only runs of this one, when present
 * @param before only runs with a smaller sequence
 * @param limit 1 to 1,000
 */
public record RunPage(Optional<PipelineName> pipeline, long before, int limit) {
  public RunPage {
    Objects.requireNonNull(pipeline);
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("a page has 1 to 1000 runs, got " + limit);
    }
  }

  /** The newest runs of every pipeline. */
  public static RunPage newest(int limit) {
    return new RunPage(Optional.empty(), Long.MAX_VALUE, limit);
  }

  /** The same list of one pipeline only. */
  public RunPage of(PipelineName name) {
    return new RunPage(Optional.of(name), before, limit);
  }

  /** The page that follows the one that ended with this run. */
  public RunPage after(RunSummary last) {
    return new RunPage(pipeline, last.sequence(), limit);
  }
}

package dev.millrace.spi.store;

import dev.millrace.spi.id.RunId;
import dev.millrace.spi.id.StageName;
import java.util.Objects;

/**
 * A content as input or output of a stage.
 *
 * @param ordinal place of the stage in its run
 */
public record LineageEdge(
    RunId run, int ordinal, StageName stage, Direction direction, NamedDigest content) {
  /** Which side of the stage a content is on. */
  public enum Direction {
    /** The stage took it. */
    INPUT,
    /** The stage gave it. */
    OUTPUT
  }

  public LineageEdge {
    Objects.requireNonNull(run);
    Objects.requireNonNull(stage);
    Objects.requireNonNull(direction);
    Objects.requireNonNull(content);
  }
}

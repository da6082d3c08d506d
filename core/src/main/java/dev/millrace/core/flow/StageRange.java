package dev.millrace.core.flow;

import dev.millrace.spi.id.StageName;
import java.util.Optional;

/**
 * Which part of the flow to run.
 *
 * @param from this stage and the later ones are made again, even when their results are stored
 * @param until nothing runs after this stage
 */
public record StageRange(Optional<StageName> from, Optional<StageName> until) {
  /** The whole flow, reusing what can be reused. */
  public static final StageRange ALL = new StageRange(Optional.empty(), Optional.empty());

  /** Only this stage is made again; those before it are taken as they are stored. */
  public static StageRange only(StageName stage) {
    return new StageRange(Optional.of(stage), Optional.of(stage));
  }

  /** True when a stored result of the stage must not be used. */
  boolean remakes(StageName stage) {
    return from.isPresent()
        && Stages.IN_ORDER.indexOf(stage) >= Stages.IN_ORDER.indexOf(from.get());
  }

  /** True when the stage is beyond the last one wanted. */
  boolean isBeyond(StageName stage) {
    return until.isPresent()
        && Stages.IN_ORDER.indexOf(stage) > Stages.IN_ORDER.indexOf(until.get());
  }
}

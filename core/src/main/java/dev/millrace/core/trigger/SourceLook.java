package dev.millrace.core.trigger;

import java.util.Objects;
import java.util.Optional;

/**
 * The source of a pipeline as it is now.
 *
 * @param source names its state and the pipeline's
 * @param trained the state the newest finished run used; empty when unknown
 */
public record SourceLook(String source, String trained) {
  public SourceLook {
    Objects.requireNonNull(source);
    Objects.requireNonNull(trained);
  }

  /** Looks at sources. */
  @FunctionalInterface
  public interface Eye {
    /** Empty while the source cannot be read or is being written. */
    Optional<SourceLook> look();
  }
}

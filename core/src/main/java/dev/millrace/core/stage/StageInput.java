package dev.millrace.core.stage;

import dev.millrace.digest.Digest;
import java.util.Objects;

/**
 * Something a stage depends on.
 *
 * @param name what it is to the stage: {@code cut}, {@code schema}, {@code settings}
 */
public record StageInput(String name, Digest content) {
  public StageInput {
    Objects.requireNonNull(name);
    Objects.requireNonNull(content);
  }
}

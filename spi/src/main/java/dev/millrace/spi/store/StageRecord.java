package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import java.util.Objects;
import java.util.Optional;

/**
 * A committed stage.
 *
 * @param ordinal place in its run, from 1
 * @param replaced the other result that was stored under the same key until now: a stage that is
 *     not as pure as it says
 */
public record StageRecord(int ordinal, StageCommit commit, Optional<Digest> replaced) {
  public StageRecord {
    Objects.requireNonNull(commit);
    Objects.requireNonNull(replaced);
    if (ordinal < 1) {
      throw new IllegalArgumentException("stages count from 1, got " + ordinal);
    }
  }
}

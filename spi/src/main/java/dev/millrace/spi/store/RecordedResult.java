package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.StageName;
import java.util.Objects;

/** A result with the name of a stage that gave it. */
public record RecordedResult(Digest digest, StageName stage, StageResult result) {
  public RecordedResult {
    Objects.requireNonNull(digest);
    Objects.requireNonNull(stage);
    Objects.requireNonNull(result);
  }
}

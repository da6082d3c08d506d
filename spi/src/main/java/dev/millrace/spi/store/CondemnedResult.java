package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.ProjectName;
import java.util.Objects;

/** A result whose blobs are to be collected. */
public record CondemnedResult(ProjectName project, Digest result, ContentClass kind) {
  public CondemnedResult {
    Objects.requireNonNull(project);
    Objects.requireNonNull(result);
    Objects.requireNonNull(kind);
  }
}

package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import java.util.List;
import java.util.Objects;

/**
 * A result from which a person was erased.
 *
 * @param old digest of the result as it was
 * @param now what takes its place
 * @param contents what took the place of what within it, the result itself among them
 */
public record ErasureStep(Digest old, StageResult now, List<ErasedContent> contents) {
  public ErasureStep {
    Objects.requireNonNull(old);
    Objects.requireNonNull(now);
    contents = List.copyOf(contents);
    if (now.digest().equals(old)) {
      throw new IllegalArgumentException("nothing was erased from result " + old.brief());
    }
  }
}

package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.StageName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A finished stage, to be recorded.
 *
 * @param key what a PURE result is stored under: inputs, settings and revision; empty for the other
 *     kinds
 * @param inputs contents it took; with the outputs they are the edges of the lineage
 * @param outputs contents it gave
 * @param origin REUSED only when PURE
 * @param started wall-clock time
 * @param ended wall-clock time
 */
public record StageCommit(
    StageName stage,
    StageKind kind,
    Optional<Digest> key,
    StageOrigin origin,
    List<NamedDigest> inputs,
    List<NamedDigest> outputs,
    StageResult result,
    Instant started,
    Instant ended) {
  public StageCommit {
    Objects.requireNonNull(stage);
    Objects.requireNonNull(origin);
    Objects.requireNonNull(result);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    started = StoreTime.cut(started);
    ended = StoreTime.cut(ended);
    if (key.isPresent() != (kind == StageKind.PURE)) {
      throw new IllegalArgumentException("a stage has a key exactly when it is PURE");
    }
    if (origin == StageOrigin.REUSED && kind != StageKind.PURE) {
      throw new IllegalArgumentException("only PURE results are reused");
    }
  }
}

package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is released together and rolls back together.
 *
 * @param version number of the model version
 * @param scorer its scorer
 * @param statements the statements about the scorer that serving needs, by kind: how raw values are
 *     read, how a score is decided on, what traffic is compared with
 */
public record ReleaseContent(
    int version, Digest scorer, SortedMap<EvidenceKind, Digest> statements) {
  public ReleaseContent {
    Objects.requireNonNull(scorer);
    statements = Collections.unmodifiableSortedMap(new TreeMap<>(statements));
    if (version < 1) {
      throw new IllegalArgumentException("versions count from 1, got " + version);
    }
  }
}

package dev.millrace.core.release;

import dev.millrace.spi.store.ReleaseContent;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A version that was proposed and waits for somebody to approve it.
 *
 * @param id names the rollout it becomes
 * @param involved who has made or proposed it and so cannot approve it
 * @param since when it was proposed
 */
public record AwaitedApproval(
    String id,
    ReleaseContent content,
    ReleaseStrategy strategy,
    SortedSet<String> involved,
    Instant since) {
  public AwaitedApproval {
    Objects.requireNonNull(id);
    Objects.requireNonNull(content);
    Objects.requireNonNull(strategy);
    involved = Collections.unmodifiableSortedSet(new TreeSet<>(involved));
    Objects.requireNonNull(since);
  }
}

package dev.millrace.core.release;

import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What stands between a proposal and its release in one environment.
 *
 * @param approval whether somebody must approve it first
 * @param involved who has made or proposed it and so cannot be the one who approves
 * @param refusal why it cannot be released at all
 */
public record Clearance(boolean approval, SortedSet<String> involved, Optional<String> refusal) {
  /** Nothing does. */
  public static final Clearance FREE = new Clearance(false, new TreeSet<>(), Optional.empty());

  public Clearance {
    involved = Collections.unmodifiableSortedSet(new TreeSet<>(involved));
    Objects.requireNonNull(refusal);
  }
}

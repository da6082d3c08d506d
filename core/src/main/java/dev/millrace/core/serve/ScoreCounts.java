package dev.millrace.core.serve;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the records of a file that was scored.
 *
 * @param scored records with a score
 * @param unscored records without one, by reason
 */
public record ScoreCounts(long scored, Map<String, Long> unscored) {
  public ScoreCounts {
    unscored = Collections.unmodifiableMap(new TreeMap<>(unscored));
  }

  public long unscoredRows() {
    return unscored.values().stream().mapToLong(Long::longValue).sum();
  }
}

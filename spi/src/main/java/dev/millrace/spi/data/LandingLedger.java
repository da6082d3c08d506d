package dev.millrace.spi.data;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where every record that was read went: read = landed + rejected + filtered.
 *
 * @param read records seen, header lines not counted
 * @param landed rows of the cut
 * @param rejected records that could not be read, by reason; each is kept in quarantine
 * @param filtered rows left out on request, by reason
 */
public record LandingLedger(
    long read, long landed, Map<String, Long> rejected, Map<String, Long> filtered) {
  public LandingLedger {
    rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
    filtered = Collections.unmodifiableMap(new TreeMap<>(filtered));
    long accounted = landed + sum(rejected) + sum(filtered);
    if (read != accounted) {
      throw new IllegalArgumentException("read " + read + " records, accounted for " + accounted);
    }
  }

  public long rejectedRows() {
    return sum(rejected);
  }

  public long filteredRows() {
    return sum(filtered);
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}

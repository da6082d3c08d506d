package dev.millrace.core.serve.log;

import java.util.Map;

/**
 * What a log has done since it was opened.
 *
 * @param records by what became of them, every fate but {@link Fate#QUEUED}
 * @param groups writes that were made for them
 * @param bytes of records, envelopes included
 * @param rolled segments closed because of their size or age
 * @param failures times the operating system refused
 * @param lastFailure its last words; empty when there are none
 * @param unheard acknowledgements that ended with an exception
 */
public record LogCounts(
    Map<Fate, Long> records,
    long groups,
    long bytes,
    long rolled,
    long failures,
    String lastFailure,
    long unheard) {
  public LogCounts {
    records = Map.copyOf(records);
  }

  public long of(Fate fate) {
    return records.getOrDefault(fate, 0L);
  }

  /** Records that should be in the log and are not. */
  public long lost() {
    return records.entrySet().stream()
        .filter(entry -> entry.getKey().isLoss())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}

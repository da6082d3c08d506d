package dev.millrace.core.serve.log;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts of a log as they grow; safe for concurrent calls. */
final class LogTally {
  private final Map<Fate, LongAdder> fates = new EnumMap<>(Fate.class);
  private final LongAdder groups = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder segments = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private volatile String lastFailure = "";
  private final AcknowledgementFailures unheard = new AcknowledgementFailures();

  LogTally() {
    for (Fate fate : Fate.values()) {
      fates.put(fate, new LongAdder());
    }
  }

  void lost(Fate fate, int records) {
    count(fate).add(records);
  }

  void kept(int records, long size) {
    count(Fate.KEPT).add(records);
    groups.increment();
    bytes.add(size);
  }

  void rolled() {
    segments.increment();
  }

  void failed(IOException e) {
    failures.increment();
    lastFailure = String.valueOf(e.getMessage());
  }

  AcknowledgementFailures unheard() {
    return unheard;
  }

  LogCounts counts() {
    Map<Fate, Long> now = new EnumMap<>(Fate.class);
    fates.forEach((fate, count) -> now.put(fate, count.sum()));
    now.remove(Fate.QUEUED);
    return new LogCounts(
        now,
        groups.sum(),
        bytes.sum(),
        segments.sum(),
        failures.sum(),
        lastFailure,
        unheard.count());
  }

  private LongAdder count(Fate fate) {
    LongAdder count = fates.get(fate);
    if (count == null) {
      throw new IllegalStateException("a fate without a count: " + fate);
    }
    return count;
  }
}

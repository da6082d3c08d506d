package dev.millrace.core.serve.compact;

import dev.millrace.core.serve.log.LogRead;
import dev.millrace.core.serve.log.SealedSegments;
import dev.millrace.core.serve.log.SegmentName;
import java.io.IOException;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What some segments hold, before anything is made of them.
 *
 * @param <T> the record
 */
final class Survey<T> {
  private final StreamTables<T> tables;
  private final SortedMap<String, Long> rows = new TreeMap<>();
  private final NavigableSet<Long> epochs = new TreeSet<>();
  private long from = Long.MAX_VALUE;
  private long to = Long.MIN_VALUE;
  private long torn;
  private long damages;

  Survey(StreamTables<T> tables) {
    this.tables = tables;
  }

  void look(SealedSegments<T> segments, List<SegmentName> names) throws IOException {
    for (SegmentName name : names) {
      LogRead read = segments.read(name, (value, node, sequence) -> count(value));
      torn += read.tornBytes();
      damages += read.damages().size();
    }
  }

  private void count(T value) {
    rows.merge(tables.table(value), 1L, Long::sum);
    from = Math.min(from, tables.micros(value));
    to = Math.max(to, tables.micros(value));
    tables.epoch(value).ifPresent(epochs::add);
  }

  /** Rows by table. */
  SortedMap<String, Long> rows() {
    return rows;
  }

  /** The manifest of these segments and files. */
  Manifest manifest(
      SealedSegments<T> segments, List<SegmentName> names, List<CompactedFile> files) {
    long all = rows.values().stream().mapToLong(Long::longValue).sum();
    return new Manifest(
        segments.stream(),
        files,
        all,
        all == 0 ? 0 : from,
        all == 0 ? 0 : to,
        List.copyOf(epochs),
        names.stream().map(SegmentName::text).toList(),
        torn,
        damages);
  }
}

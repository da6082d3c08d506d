package dev.millrace.core.serve.compact;

import dev.millrace.column.Batch;
import dev.millrace.core.serve.log.SealedSegments;
import dev.millrace.core.serve.log.SegmentName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The records of one table in some segments, as batches; one segment's records are in memory at a
 * time.
 *
 * @param <T> the record
 */
final class TableBatches<T> implements Iterable<Batch> {
  private static final int ROWS = 4_096;

  private final SealedSegments<T> segments;
  private final StreamTables<T> tables;
  private final String table;
  private final List<SegmentName> names;

  TableBatches(
      SealedSegments<T> segments, StreamTables<T> tables, String table, List<SegmentName> names) {
    this.segments = segments;
    this.tables = tables;
    this.table = table;
    this.names = names;
  }

  @Override
  public Iterator<Batch> iterator() {
    return new Reading();
  }

  /** One pass. */
  private final class Reading implements Iterator<Batch> {
    private final Deque<SegmentName> left = new ArrayDeque<>(names);
    private List<LoggedRow<T>> rows = List.of();
    private int at;

    @Override
    public boolean hasNext() {
      while (at >= rows.size() && !left.isEmpty()) {
        rows = load(left.removeFirst());
        at = 0;
      }
      return at < rows.size();
    }

    @Override
    public Batch next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int end = Math.min(rows.size(), at + ROWS);
      Batch batch = tables.batch(table, rows.subList(at, end));
      at = end;
      return batch;
    }

    private List<LoggedRow<T>> load(SegmentName name) {
      List<LoggedRow<T>> loaded = new ArrayList<>();
      try {
        segments.read(
            name,
            (value, node, sequence) -> {
              if (tables.table(value).equals(table)) {
                loaded.add(new LoggedRow<>(value, node, sequence));
              }
            });
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return loaded;
    }
  }
}

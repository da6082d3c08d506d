package dev.millrace.duckdb;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.Part;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.RowContentHash;
import dev.millrace.spi.data.RowIds;
import dev.millrace.spi.store.BlobStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows, given in landing order, into the parts of a cut. Rows are named and cut into parts on
 * the calling thread; parts are written by the workers, several at a time.
 */
final class CutWriter implements AutoCloseable {
  private final Call call;
  private final PartSchema schema;
  private final List<ColumnName> rowKey;
  private final Scratch scratch;
  private final BlobStore blobs;
  private final WriteLimits limits;
  private final WarmParts warm;
  private final Occurrences occurrences;
  private final List<PartQueue> parts = new ArrayList<>();
  private @Nullable PartQueue current;
  private int currentRows;

  /**
   * @param warm keeps the rows that are written
   */
  CutWriter(
      Call call,
      Fields fields,
      List<ColumnName> rowKey,
      Scratch scratch,
      BlobStore blobs,
      WriteLimits limits,
      WarmParts warm) {
    this.call = call;
    this.schema = new PartSchema(fields);
    this.rowKey = List.copyOf(rowKey);
    this.scratch = scratch;
    this.blobs = blobs;
    this.limits = limits;
    this.warm = warm;
    this.occurrences = new Occurrences(scratch, Occurrences.MOST_IN_MEMORY);
  }

  /** Hash of each row over its key or else its content; may run on any thread. */
  static long[] contentHashes(Batch values, List<ColumnName> rowKey) {
    if (rowKey.isEmpty()) {
      return RowContentHash.compute(values);
    }
    List<Field> keys =
        rowKey.stream().map(name -> values.fields().at(values.fields().require(name))).toList();
    return RowContentHash.compute(values.project(new Fields(keys)));
  }

  /** Adds the next rows; their identities hold {@link #contentHashes}. */
  void add(RowBatch rows) {
    addNamed(rowKey.isEmpty() ? withOccurrences(rows) : rows);
  }

  /** Adds the next rows with identities they have already. */
  void addNamed(RowBatch named) {
    for (int from = 0; from < named.rows(); ) {
      int count = Math.min(named.rows() - from, DataCut.ROWS_PER_PART - currentRows);
      if (current == null) {
        current =
            new PartQueue(
                call, schema, scratch.newFile("part-", ".parquet"), blobs, limits, warm.part());
        parts.add(current);
        limits.open(current::start);
      }
      current.add(slice(named, from, count));
      currentRows += count;
      from += count;
      if (currentRows == DataCut.ROWS_PER_PART) {
        endPart();
      }
    }
  }

  /** Waits for all parts. */
  DataCut finish() {
    endPart();
    List<Part> written = new ArrayList<>();
    for (PartQueue part : parts) {
      written.add(call.await(part.written()));
    }
    return new DataCut(schema.fields(), written);
  }

  private void endPart() {
    if (current != null) {
      current.end();
      current = null;
      currentRows = 0;
    }
  }

  private RowBatch withOccurrences(RowBatch rows) {
    int count = rows.rows();
    long[] hashes = new long[count];
    for (int row = 0; row < count; row++) {
      long content = rows.ids().hashAt(row);
      hashes[row] = RowContentHash.withOccurrence(content, occurrences.next(content));
    }
    return new RowBatch(
        rows.values(), RowIds.owning(rows.ids().sources(), rows.ids().ordinals(), hashes));
  }

  private static RowBatch slice(RowBatch rows, int from, int count) {
    return count == rows.rows() ? rows : rows.select(IntStream.range(from, from + count).toArray());
  }

  /** Gives up parts that were not finished. The call must have ended, so that none is in use. */
  @Override
  public void close() {
    occurrences.close();
    parts.forEach(PartQueue::close);
  }
}

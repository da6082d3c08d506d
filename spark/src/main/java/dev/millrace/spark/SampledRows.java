package dev.millrace.spark;

import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.RowHash;
import dev.millrace.spi.data.RowIds;
import dev.millrace.spi.scan.SampleSize;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Chooses the rows of a sample among those up to its largest hash. */
final class SampledRows {
  private final SampleSize size;
  private final SmallestHashes.Smallest smallest;

  SampledRows(SampleSize size, SmallestHashes.Smallest smallest) {
    this.size = size;
    this.smallest = smallest;
  }

  /** The sample in cut order, which is the order of sources and ordinals. */
  RowBatch inCutOrder(RowBatch upToLargest) {
    RowIds ids = upToLargest.ids();
    Comparator<Integer> cutOrder =
        Comparator.<Integer>comparingInt(ids::sourceAt).thenComparingLong(ids::ordinalAt);
    long largest = smallest.largest(size.rows());
    long below = IntStream.range(0, ids.rows()).filter(row -> mixed(ids, row) != largest).count();
    // Of equal hashes the earlier rows are in.
    long[] room = {smallest.size() - below};
    return upToLargest.select(
        IntStream.range(0, ids.rows())
            .boxed()
            .sorted(cutOrder)
            .filter(row -> mixed(ids, row) != largest || room[0]-- > 0)
            .mapToInt(Integer::intValue)
            .toArray());
  }

  private long mixed(RowIds ids, int row) {
    return RowHash.mix(ids.hashAt(row), size.seed());
  }
}

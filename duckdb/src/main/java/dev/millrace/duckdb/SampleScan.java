package dev.millrace.duckdb;

import dev.millrace.column.Fields;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.RowHash;
import dev.millrace.spi.data.RowIds;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The sample of a scan, in two readings: the first looks at identities alone and finds the largest
 * mixed hash that is in, the second fetches the rows up to it.
 */
final class SampleScan {
  private final PartwiseScan parts;

  SampleScan(PartwiseScan parts) {
    this.parts = parts;
  }

  RowBatch sample(Scan scan, SampleSize size) {
    SmallestHashes smallest = smallest(scan, size);
    Fields fields = new PartSchema(scan.cut().fields()).project(scan.reads());
    List<RowBatch> chosen = new ArrayList<>();
    // Rows whose hash equals the largest one in may be more than there is room for; cut order
    // decides among them, being the order of sources and ordinals.
    long[] room = {smallest.room()};
    parts.<List<RowBatch>>eachPart(
        scan,
        ArrayList::new,
        (kept, rows) -> {
          RowBatch few = upTo(rows, size.seed(), smallest.largest());
          if (few.rows() > 0) {
            kept.add(few);
          }
        },
        kept -> {
          // Copied: selected texts hold on to all the bytes of the batch they come from.
          RowBatch few = Concatenation.of(fields, kept);
          chosen.add(within(few, size.seed(), smallest, room));
        });
    return Concatenation.of(fields, chosen);
  }

  private SmallestHashes smallest(Scan scan, SampleSize size) {
    SmallestHashes all = new SmallestHashes(size.rows());
    Scan identities = new Scan(scan.cut(), List.of(), scan.filters());
    parts.eachPart(
        identities,
        () -> new SmallestHashes(size.rows()),
        (state, rows) -> {
          for (int row = 0; row < rows.rows(); row++) {
            state.add(RowHash.mix(rows.ids().hashAt(row), size.seed()));
          }
        },
        all::addAll);
    return all;
  }

  private static RowBatch upTo(RowBatch rows, long seed, long largest) {
    RowIds ids = rows.ids();
    return rows.select(
        IntStream.range(0, rows.rows())
            .filter(row -> Long.compareUnsigned(RowHash.mix(ids.hashAt(row), seed), largest) <= 0)
            .toArray());
  }

  private static RowBatch within(RowBatch rows, long seed, SmallestHashes smallest, long[] room) {
    RowIds ids = rows.ids();
    long largest = smallest.largest();
    int[] kept =
        IntStream.range(0, rows.rows())
            .filter(row -> RowHash.mix(ids.hashAt(row), seed) != largest || room[0]-- > 0)
            .toArray();
    return kept.length == rows.rows() ? rows : rows.select(kept);
  }
}

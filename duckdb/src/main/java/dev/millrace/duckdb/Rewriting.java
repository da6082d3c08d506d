package dev.millrace.duckdb;

import dev.millrace.column.Fields;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.store.BlobStore;
import java.util.List;

/** What it takes to make one cut out of another, part by part in landing order. */
record Rewriting(
    Workers workers, PartReader reader, Scratch scratch, BlobStore blobs, long memoryBytes) {
  /** The rows of the cut that is there; closed by the caller, within the call. */
  PartRows rows(Call call, DataCut cut) {
    return new PartRows(call, reader, Scan.all(cut));
  }

  /** Where the rows of the new cut go; closed by the caller, within the call. */
  CutWriter writer(Call call, Fields fields) {
    return new CutWriter(
        call,
        fields,
        List.of(),
        scratch,
        blobs,
        new WriteLimits(workers.threads(), memoryBytes),
        new WarmParts(0));
  }
}

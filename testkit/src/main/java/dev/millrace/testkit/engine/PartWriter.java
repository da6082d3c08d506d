package dev.millrace.testkit.engine;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.RowContentHash;
import dev.millrace.spi.data.RowIds;
import dev.millrace.testkit.table.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cuts rows into parts and names each row, in landing order. */
final class PartWriter {
  private final Fields fields;
  private final List<ColumnName> rowKey;
  private final Map<Long, Long> occurrences = new HashMap<>();
  private final List<StoredPart> parts = new ArrayList<>();

  private List<List<@Nullable Object>> rows = new ArrayList<>();
  private List<Integer> sources = new ArrayList<>();
  private List<Long> ordinals = new ArrayList<>();

  PartWriter(Fields fields, List<ColumnName> rowKey) {
    this.fields = fields;
    this.rowKey = rowKey;
  }

  void add(int source, long ordinal, List<@Nullable Object> row) {
    rows.add(row);
    sources.add(source);
    ordinals.add(ordinal);
    if (rows.size() == DataCut.ROWS_PER_PART) {
      endPart();
    }
  }

  List<StoredPart> finish() {
    if (!rows.isEmpty()) {
      endPart();
    }
    return parts;
  }

  private void endPart() {
    Batch batch = Tables.batch(fields, rows);
    RowIds ids =
        RowIds.owning(
            sources.stream().mapToInt(Integer::intValue).toArray(),
            ordinals.stream().mapToLong(Long::longValue).toArray(),
            hashes(batch));
    parts.add(StoredPart.of(new RowBatch(batch, ids)));
    rows = new ArrayList<>();
    sources = new ArrayList<>();
    ordinals = new ArrayList<>();
  }

  private long[] hashes(Batch batch) {
    if (!rowKey.isEmpty()) {
      List<Field> keys = rowKey.stream().map(name -> fields.at(fields.require(name))).toList();
      return RowContentHash.compute(batch.project(new Fields(keys)));
    }
    long[] hashes = RowContentHash.compute(batch);
    for (int row = 0; row < hashes.length; row++) {
      long occurrence = occurrences.merge(hashes[row], 1L, Long::sum) - 1;
      hashes[row] = RowContentHash.withOccurrence(hashes[row], occurrence);
    }
    return hashes;
  }
}

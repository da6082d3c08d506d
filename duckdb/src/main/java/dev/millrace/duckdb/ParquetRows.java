package dev.millrace.duckdb;

import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.data.RejectedRecord;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.RowIds;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.engine.LandingPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes rows of a plan from the batches of one file. Immutable; safe for several threads. */
final class ParquetRows {
  private static final int LONGEST_RAW = 64 << 10;

  /** Rows that landed, with content hashes, and those that did not. */
  record Read(RowBatch rows, List<RejectedRecord> rejected) {
    Read {
      rejected = List.copyOf(rejected);
    }
  }

  private final ParquetFile file;
  private final int source;
  private final LandingPlan plan;
  private final Fields fields;

  /** For each column of the plan where it comes from; null when the file lacks it. */
  private final List<@Nullable LandedColumn> columns = new ArrayList<>();

  private final Fields reads;

  ParquetRows(ParquetFile file, int source, LandingPlan plan) {
    this.file = file;
    this.source = source;
    this.plan = plan;
    this.fields = new Fields(plan.columns().stream().map(LandingColumn::field).toList());
    List<Field> read = new ArrayList<>();
    for (LandingColumn column : plan.columns()) {
      Optional<ParquetColumn> found = file.find(column.field().name());
      if (found.isEmpty()) {
        columns.add(null);
        continue;
      }
      read.add(new Field(found.get().name(), found.get().type()));
      columns.add(
          LandedColumn.of(
              file.object().location(), found.get(), column, plan.options().missingMarks()));
    }
    this.reads = new Fields(read);
  }

  /** Fields of the batches {@link #query} gives. */
  Fields reads() {
    return reads;
  }

  String query() {
    List<String> selected = new ArrayList<>();
    for (LandedColumn column : columns) {
      if (column != null) {
        selected.add(column.source().selection());
      }
    }
    if (selected.isEmpty()) {
      selected.add("1");
    }
    return "SELECT "
        + String.join(", ", selected)
        + " FROM read_parquet("
        + Sql.file(file.path())
        + ")";
  }

  /** Rows of a batch that starts at this record of the file. */
  Read read(Batch batch, long first) {
    BitSet rejectedRows = new BitSet();
    List<RejectedRecord> rejected = new ArrayList<>();
    List<Column> landed = new ArrayList<>();
    BitSet[] unreadable = new BitSet[columns.size()];
    int position = 0;
    for (int i = 0; i < columns.size(); i++) {
      LandedColumn column = columns.get(i);
      unreadable[i] = new BitSet();
      if (column == null) {
        landed.add(MissingColumn.of(fields.at(i).type(), batch.rows()));
      } else {
        landed.add(column.land(batch.column(position++), unreadable[i]));
        rejectedRows.or(unreadable[i]);
      }
    }
    rejectedRows.stream().forEach(row -> rejected.add(reject(batch, row, first, unreadable)));
    Batch values = new Batch(fields, landed, batch.rows());
    int[] kept = IntStream.range(0, batch.rows()).filter(row -> !rejectedRows.get(row)).toArray();
    if (kept.length < batch.rows()) {
      values = values.select(kept);
    }
    int[] sources = new int[kept.length];
    Arrays.fill(sources, source);
    long[] ordinals = Arrays.stream(kept).mapToLong(row -> first + row).toArray();
    long[] hashes = CutWriter.contentHashes(values, plan.rowKey());
    return new Read(new RowBatch(values, RowIds.owning(sources, ordinals, hashes)), rejected);
  }

  private RejectedRecord reject(Batch batch, int row, long first, BitSet[] unreadable) {
    for (int i = 0; i < unreadable.length; i++) {
      LandedColumn column = columns.get(i);
      if (column != null && unreadable[i].get(row)) {
        ColumnName name = column.source().name();
        return new RejectedRecord(
            source, first + row, column.reason(), name.value(), raw(batch, row));
      }
    }
    throw new IllegalStateException("row " + row + " was not rejected");
  }

  /** The record as JSON, values as texts. */
  private static String raw(Batch batch, int row) {
    MembersBuilder members = Json.members();
    for (int i = 0; i < batch.fields().size(); i++) {
      Column column = batch.column(i);
      if (!column.isMissing(row) && CellText.has(column.type())) {
        members.put(batch.fields().at(i).name().value(), CellText.of(column, row));
      }
    }
    String text = CanonicalJson.text(members.build());
    return text.length() <= LONGEST_RAW ? text : text.substring(0, LONGEST_RAW);
  }
}

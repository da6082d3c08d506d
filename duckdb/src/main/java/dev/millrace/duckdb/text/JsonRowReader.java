package dev.millrace.duckdb.text;

import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.Fields;
import dev.millrace.spi.data.RejectedRecord;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.engine.LandingPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads blocks of JSON into typed rows as a plan says. Immutable; safe for several threads. */
final class JsonRowReader implements TextFile.RowReader {
  private final JsonShape shape;
  private final int source;
  private final List<LandingColumn> columns;
  private final Fields fields;
  private final Map<String, Integer> targets = new HashMap<>();
  private final Marks[] marks;

  JsonRowReader(JsonShape shape, int source, LandingPlan plan) {
    this.shape = shape;
    this.source = source;
    this.columns = plan.columns();
    this.fields = new Fields(columns.stream().map(LandingColumn::field).toList());
    this.marks = new Marks[columns.size()];
    for (int i = 0; i < columns.size(); i++) {
      targets.put(columns.get(i).field().name().value(), i);
      List<String> texts = new ArrayList<>(columns.get(i).missingMarks());
      texts.addAll(plan.options().missingMarks());
      marks[i] = new Marks(texts);
    }
  }

  @Override
  public ReadRows read(RecordBlock block) {
    return new Reading(block).read();
  }

  /** The state of reading one block. */
  private final class Reading {
    private final JsonCursor cursor;
    private final JsonRecord record = new JsonRecord();
    private final FieldParser[] parsers = new FieldParser[columns.size()];
    private final int[] filled = new int[columns.size()];
    private final int[] ordinals;
    private final List<RejectedRecord> rejected = new ArrayList<>();
    private final Set<String> named = new LinkedHashSet<>();
    private String faulty = "";

    Reading(RecordBlock block) {
      this.cursor = new JsonCursor(shape, block);
      int capacity = JsonCursor.count(shape, block);
      this.ordinals = new int[capacity];
      for (int i = 0; i < parsers.length; i++) {
        parsers[i] = FieldParser.of(columns.get(i), capacity + 1);
      }
    }

    ReadRows read() {
      int records = 0;
      int rows = 0;
      while (cursor.next()) {
        faulty = "";
        String reason = record.read(cursor);
        if (reason == null) {
          reason = put(rows, records + 1);
        }
        if (reason == null) {
          ordinals[rows++] = records;
        } else {
          String raw = RejectReason.raw(cursor.data(), cursor.start(), cursor.end());
          rejected.add(new RejectedRecord(source, records, reason, faulty, raw));
        }
        records++;
      }
      List<Column> read = new ArrayList<>();
      for (FieldParser parser : parsers) {
        read.add(parser.column(rows));
      }
      Set<ColumnName> names = new LinkedHashSet<>();
      named.forEach(name -> names.add(new ColumnName(name)));
      return new ReadRows(
          new Batch(fields, read, rows), records, Arrays.copyOf(ordinals, rows), rejected, names);
    }

    /**
     * Puts the record into a row; gives the reason when a value is not of its column's type.
     *
     * @param number of the record, from 1
     */
    private @Nullable String put(int row, int number) {
      for (int cell = 0; cell < record.cells(); cell++) {
        String name = record.name(cell);
        named.add(name);
        Integer target = targets.get(name);
        if (target == null) {
          continue;
        }
        filled[target] = number;
        if (!putCell(row, cell, target)) {
          faulty = name;
          return RejectReason.notOf(columns.get(target).field().type());
        }
      }
      for (int target = 0; target < filled.length; target++) {
        if (filled[target] != number) {
          parsers[target].putMissing(row);
        }
      }
      return null;
    }

    private boolean putCell(int row, int cell, int target) {
      int from = record.start(cell);
      int to = record.end(cell);
      if (!record.hasValue(cell) || marks[target].contains(record.bytes(), from, to)) {
        parsers[target].putMissing(row);
        return true;
      }
      return parsers[target].put(row, record.bytes(), from, to);
    }
  }
}

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
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads blocks of one file into typed rows as a plan says. Immutable; safe for several threads. */
final class CsvRowReader implements TextFile.RowReader {
  private final Dialect dialect;
  private final int source;
  private final List<ColumnName> header;
  private final List<LandingColumn> columns;
  private final Fields fields;

  /** For each field of a record, the column it goes to; -1 for none. */
  private final int[] targets;

  /** Columns the file does not have. */
  private final int[] absent;

  private final Marks[] marks;

  /** A reader for the given file, object number {@code source} of its source. */
  CsvRowReader(CsvFile file, int source, LandingPlan plan) {
    this.dialect = file.dialect();
    this.source = source;
    this.header = file.header();
    this.columns = plan.columns();
    this.fields = new Fields(columns.stream().map(LandingColumn::field).toList());
    this.targets = new int[header.size()];
    this.marks = new Marks[columns.size()];
    for (int field = 0; field < targets.length; field++) {
      targets[field] = fields.find(header.get(field)).orElse(-1);
    }
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      List<String> texts = new ArrayList<>(columns.get(i).missingMarks());
      texts.addAll(plan.options().missingMarks());
      marks[i] = new Marks(texts);
      if (!header.contains(columns.get(i).field().name())) {
        missing.add(i);
      }
    }
    this.absent = missing.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public ReadRows read(RecordBlock block) {
    return new Reading(block).read();
  }

  /** The state of reading one block. */
  private final class Reading {
    private final RecordCursor cursor;
    private final boolean plain;
    private final FieldParser[] parsers = new FieldParser[columns.size()];
    private final int[] ordinals;
    private final List<RejectedRecord> rejected = new ArrayList<>();
    private final Unescape unescape = new Unescape();
    private String faulty = "";

    Reading(RecordBlock block) {
      this.cursor = new RecordCursor(dialect, block);
      this.plain = block.isPlain();
      // Line ends inside quotes make it more than the number of records, never less.
      int capacity =
          1 + ByteSearch.count(block.data(), block.from(), block.to(), dialect.lineEnd());
      this.ordinals = new int[capacity];
      for (int i = 0; i < parsers.length; i++) {
        parsers[i] = FieldParser.of(columns.get(i), capacity);
      }
    }

    ReadRows read() {
      int records = 0;
      int rows = 0;
      while (cursor.next()) {
        if (cursor.isBlank() && header.size() > 1) {
          continue;
        }
        faulty = "";
        String reason = readRecord(rows);
        if (reason == null) {
          ordinals[rows++] = records;
        } else {
          rejected.add(new RejectedRecord(source, records, reason, faulty, raw()));
        }
        records++;
      }
      List<Column> read = new ArrayList<>();
      for (FieldParser parser : parsers) {
        read.add(parser.column(rows));
      }
      return new ReadRows(
          new Batch(fields, read, rows),
          records,
          Arrays.copyOf(ordinals, rows),
          rejected,
          Set.of());
    }

    /** Reads the current record into a row; gives the reason when it cannot be read. */
    private @Nullable String readRecord(int row) {
      if (cursor.broken() != null) {
        return cursor.broken();
      }
      if (cursor.fields() != targets.length) {
        return cursor.fields() < targets.length
            ? RejectReason.TOO_FEW_FIELDS
            : RejectReason.TOO_MANY_FIELDS;
      }
      String encoding =
          plain
              ? null
              : RejectReason.ofText(cursor.data(), cursor.recordStart(), cursor.recordEnd());
      if (encoding != null) {
        return encoding;
      }
      for (int field = 0; field < targets.length; field++) {
        int target = targets[field];
        if (target >= 0 && !readField(row, field, target)) {
          faulty = header.get(field).value();
          return RejectReason.notOf(columns.get(target).field().type());
        }
      }
      for (int target : absent) {
        parsers[target].putMissing(row);
      }
      return null;
    }

    private boolean readField(int row, int field, int target) {
      byte[] data = cursor.data();
      int from = cursor.start(field);
      int to = cursor.end(field);
      byte kind = cursor.kind(field);
      if (from == to && kind == RecordCursor.PLAIN) {
        parsers[target].putMissing(row);
        return true;
      }
      if (kind == RecordCursor.DOUBLED) {
        to = unescape.copy(data, from, to);
        from = 0;
        data = unescape.bytes();
      }
      if (marks[target].contains(data, from, to)) {
        parsers[target].putMissing(row);
        return true;
      }
      return parsers[target].put(row, data, from, to);
    }

    private String raw() {
      return RejectReason.raw(cursor.data(), cursor.recordStart(), cursor.recordEnd());
    }
  }
}

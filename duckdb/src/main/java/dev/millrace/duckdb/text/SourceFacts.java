package dev.millrace.duckdb.text;

import dev.millrace.column.ColumnName;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.engine.InferredColumn;
import dev.millrace.spi.engine.InferredTable;
import dev.millrace.spi.engine.ReadOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a source's records are like, gathered block by block and file by file; columns keep the
 * order in which they first appear. Not thread-safe.
 */
public final class SourceFacts {
  private final Map<ColumnName, ColumnFacts> columns = new LinkedHashMap<>();
  private long records;

  /** Notes a file's columns, whether values of theirs follow or not. */
  public void addHeader(List<ColumnName> header) {
    header.forEach(this::column);
  }

  private ColumnFacts column(ColumnName name) {
    ColumnFacts facts = columns.computeIfAbsent(name, key -> new ColumnFacts());
    if (columns.size() > TextFile.MOST_COLUMNS) {
      throw Problem.of(ErrorCode.COLUMN_LIMIT, "the source has too many columns")
          .found(name)
          .allowed("at most " + TextFile.MOST_COLUMNS)
          .asException();
    }
    return facts;
  }

  /** Facts of one block, which other threads may gather meanwhile. */
  static SourceFacts of(CsvFile file, RecordBlock block, ReadOptions options) {
    SourceFacts facts = new SourceFacts();
    facts.addHeader(file.header());
    ColumnFacts[] byField = facts.columns.values().toArray(ColumnFacts[]::new);
    Marks missing = new Marks(options.missingMarks());
    RecordCursor cursor = new RecordCursor(file.dialect(), block);
    boolean plain = block.isPlain();
    Unescape unescape = new Unescape();
    while (cursor.next()) {
      if (cursor.isBlank() && byField.length > 1) {
        continue;
      }
      facts.records++;
      boolean readable =
          cursor.broken() == null
              && cursor.fields() == byField.length
              && (plain
                  || RejectReason.ofText(cursor.data(), cursor.recordStart(), cursor.recordEnd())
                      == null);
      for (int field = 0; readable && field < byField.length; field++) {
        add(cursor, field, byField[field], missing, unescape);
      }
    }
    return facts;
  }

  private static void add(
      RecordCursor cursor, int field, ColumnFacts facts, Marks missing, Unescape unescape) {
    byte[] data = cursor.data();
    int from = cursor.start(field);
    int to = cursor.end(field);
    if (from == to && cursor.kind(field) == RecordCursor.PLAIN) {
      facts.addMissing();
      return;
    }
    if (cursor.kind(field) == RecordCursor.DOUBLED) {
      to = unescape.copy(data, from, to);
      from = 0;
      data = unescape.bytes();
    }
    if (missing.contains(data, from, to)) {
      facts.addMissing();
    } else {
      facts.add(data, from, to);
    }
  }

  /** Facts of one block of JSON, which other threads may gather meanwhile. */
  static SourceFacts of(JsonShape shape, RecordBlock block, ReadOptions options) {
    SourceFacts facts = new SourceFacts();
    Marks missing = new Marks(options.missingMarks());
    JsonCursor cursor = new JsonCursor(shape, block);
    JsonRecord record = new JsonRecord();
    Map<String, ColumnFacts> byName = new HashMap<>();
    while (cursor.next()) {
      facts.records++;
      if (record.read(cursor) == null) {
        facts.add(record, missing, byName);
      }
    }
    return facts;
  }

  private void add(JsonRecord record, Marks missing, Map<String, ColumnFacts> byName) {
    for (int cell = 0; cell < record.cells(); cell++) {
      ColumnFacts facts =
          byName.computeIfAbsent(record.name(cell), name -> column(new ColumnName(name)));
      if (!record.hasValue(cell)
          || missing.contains(record.bytes(), record.start(cell), record.end(cell))) {
        facts.addMissing();
      } else {
        facts.add(record.bytes(), record.start(cell), record.end(cell));
      }
    }
  }

  /** Adds what was gathered from the blocks that follow. */
  public void addAll(SourceFacts later) {
    later.columns.forEach((name, facts) -> column(name).addAll(facts));
    records += later.records;
  }

  public long records() {
    return records;
  }

  /** The table these facts make. */
  public InferredTable conclude() {
    List<InferredColumn> inferred = new ArrayList<>();
    columns.forEach((name, facts) -> inferred.add(facts.conclude(name)));
    return new InferredTable(inferred, records);
  }
}

package dev.millrace.duckdb.csv;

import dev.millrace.column.ColumnName;
import dev.millrace.spi.engine.InferredColumn;
import dev.millrace.spi.engine.InferredTable;
import dev.millrace.spi.engine.ReadOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a source's records are like, gathered block by block and file by file; columns keep the
 * order in which they first appear. Not thread-safe.
 */
public final class CsvFacts {
  private final Map<ColumnName, ColumnFacts> columns = new LinkedHashMap<>();
  private long records;

  /** Notes a file's columns, whether values of theirs follow or not. */
  public void addHeader(List<ColumnName> header) {
    header.forEach(name -> columns.computeIfAbsent(name, key -> new ColumnFacts()));
  }

  /** Facts of one block, which other threads may gather meanwhile. */
  public static CsvFacts of(CsvFile file, RecordBlock block, ReadOptions options) {
    CsvFacts facts = new CsvFacts();
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

  /** Adds what was gathered from the blocks that follow. */
  public void addAll(CsvFacts later) {
    later.columns.forEach(
        (name, facts) -> columns.computeIfAbsent(name, key -> new ColumnFacts()).addAll(facts));
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

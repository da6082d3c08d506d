package dev.millrace.core.serve.compact;

import dev.millrace.column.Batch;
import dev.millrace.column.Fields;
import dev.millrace.core.serve.log.LoggedLabel;
import java.util.List;
import java.util.OptionalLong;

/** One table for all labels. */
final class LabelTables implements StreamTables<LoggedLabel> {
  static final String TABLE = "labels";

  @Override
  public String table(LoggedLabel value) {
    return TABLE;
  }

  @Override
  public Fields fields(String table) {
    return LabelTable.fields();
  }

  @Override
  public Batch batch(String table, List<LoggedRow<LoggedLabel>> rows) {
    return LabelTable.batch(rows);
  }

  @Override
  public long micros(LoggedLabel value) {
    return value.arrivalMicros();
  }

  @Override
  public OptionalLong epoch(LoggedLabel value) {
    return OptionalLong.empty();
  }
}

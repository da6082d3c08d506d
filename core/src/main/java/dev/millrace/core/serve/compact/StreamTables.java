package dev.millrace.core.serve.compact;

import dev.millrace.column.Batch;
import dev.millrace.column.Fields;
import java.util.List;
import java.util.OptionalLong;

/**
 * How the records of a stream become tables.
 *
 * @param <T> the record
 */
interface StreamTables<T> {
  /** Name of the table a record goes into, fit for a file's name. */
  String table(T value);

  Fields fields(String table);

  Batch batch(String table, List<LoggedRow<T>> rows);

  /** Time of the record. */
  long micros(T value);

  /** Release that made the record. */
  OptionalLong epoch(T value);
}

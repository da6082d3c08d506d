package dev.millrace.core.prepare;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.DoubleColumn;
import dev.millrace.json.Json;
import dev.millrace.spi.data.RowBatch;
import java.util.List;

/**
 * What training rows see in place of a step that was fitted on labels: a column of the same name in
 * which no row's own label takes part. Only {@link Split#collector} shows it, and to a collector of
 * training rows alone; all other rows are given the step itself.
 */
public sealed interface TrainOnlyEncoding permits TargetEncoding {
  /** Column of the step it stands in for. */
  ColumnName output();

  /** Column it reads: a raw one, or that of an earlier step. */
  ColumnName input();

  /** Raw columns that tell a row's fold. */
  List<ColumnName> foldColumns();

  /** How it is done, for people. */
  String text();

  /**
   * The column for some training rows.
   *
   * @param rows their raw columns and identities
   * @param columns the same rows with the columns of earlier steps
   */
  DoubleColumn encode(RowBatch rows, Batch columns);

  /** JSON form; {@link EncodingJson} reads it. */
  Json toJson();
}

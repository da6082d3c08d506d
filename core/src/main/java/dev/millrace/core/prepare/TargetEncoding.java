package dev.millrace.core.prepare;

import dev.millrace.category.Vocabulary;
import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.ValidityBuilder;
import dev.millrace.json.Json;
import dev.millrace.spi.data.RowBatch;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Target means as training rows see them: each from the labels of folds that may be seen in the
 * row's own.
 *
 * @param tables by the row's fold; without one there is no label to be seen, and the row has no
 *     value
 */
record TargetEncoding(
    ColumnName input,
    ColumnName output,
    Vocabulary vocabulary,
    FoldRule folds,
    List<Optional<TargetTable>> tables)
    implements TrainOnlyEncoding {
  TargetEncoding {
    Objects.requireNonNull(input);
    Objects.requireNonNull(output);
    Objects.requireNonNull(vocabulary);
    tables = List.copyOf(tables);
    if (tables.size() != folds.count()) {
      throw new IllegalArgumentException(tables.size() + " tables for " + folds.count() + " folds");
    }
  }

  @Override
  public List<ColumnName> foldColumns() {
    return folds.columns();
  }

  @Override
  public String text() {
    return folds.text();
  }

  @Override
  public DoubleColumn encode(RowBatch rows, Batch columns) {
    int[] fold = folds.folds(rows);
    int[] codes = vocabulary.codesOf(columns.column(input));
    double[] values = new double[codes.length];
    ValidityBuilder validity = new ValidityBuilder();
    for (int row = 0; row < values.length; row++) {
      Optional<TargetTable> table = tables.get(fold[row]);
      if (table.isEmpty()) {
        validity.missing(row);
      } else {
        values[row] = value(table.get(), codes[row]);
      }
    }
    return DoubleColumn.owning(values, validity.build(values.length));
  }

  private static double value(TargetTable table, int code) {
    if (code >= 0) {
      return table.numbers().get(code);
    }
    return code == Vocabulary.UNSEEN ? table.unseen() : table.missing();
  }

  @Override
  public Json toJson() {
    return EncodingJson.of(this);
  }
}

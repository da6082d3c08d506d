package dev.millrace.core.prepare;

import dev.millrace.column.ColumnName;
import dev.millrace.feature.FeatureMatrix;
import dev.millrace.spi.data.RowBatch;
import java.io.Serializable;
import java.util.List;

/**
 * How rows become features. The names, their order and the width of the matrix are the same in both
 * forms. Safe to share between threads.
 */
public sealed interface FeatureForm extends Serializable permits ServingForm, TrainingForm {
  /** Slots of a row. */
  int width();

  /** Raw columns it reads. */
  List<ColumnName> columns();

  /** Features of some rows. */
  FeatureMatrix features(RowBatch rows);
}

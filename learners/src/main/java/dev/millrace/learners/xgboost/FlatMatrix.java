package dev.millrace.learners.xgboost;

import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * A matrix of the library that says it has one row, so that {@code Booster.predict} hands out the
 * margins of all rows as one array.
 *
 * <p>It otherwise makes an array for each row, which at a million rows costs as much as the
 * derivatives of a round. Nothing else asks a matrix for its rows this way; the native part counts
 * them itself.
 */
final class FlatMatrix extends DMatrix {
  FlatMatrix(float[] values, int rows, int width) throws XGBoostError {
    super(values, rows, width, Float.NaN);
  }

  @Override
  public long rowNum() {
    return 1;
  }
}

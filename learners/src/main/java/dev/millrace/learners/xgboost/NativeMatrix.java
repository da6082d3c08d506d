package dev.millrace.learners.xgboost;

import dev.millrace.feature.FeatureMatrix;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Features copied into the library: 8 bytes a value that is not missing, and during the copy 4
 * bytes a value more. Owned by one fit; closed once.
 */
final class NativeMatrix implements AutoCloseable {
  private final DMatrix matrix;
  private final int rows;

  private NativeMatrix(DMatrix matrix, int rows) {
    this.matrix = matrix;
    this.rows = rows;
  }

  /** Copies features; at least one row. */
  static NativeMatrix copy(FeatureMatrix features) {
    return NativeFailure.guard(
        "reading the features",
        () -> {
          DMatrix matrix = new FlatMatrix(features.values(), features.rows(), features.width());
          try {
            // Derivatives are refused for a matrix that was not told how many rows have labels.
            matrix.setLabel(new float[features.rows()]);
          } catch (XGBoostError e) {
            matrix.dispose();
            throw e;
          }
          return new NativeMatrix(matrix, features.rows());
        });
  }

  DMatrix matrix() {
    return matrix;
  }

  int rows() {
    return rows;
  }

  @Override
  public void close() {
    matrix.dispose();
  }
}

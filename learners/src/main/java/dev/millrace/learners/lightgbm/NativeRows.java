package dev.millrace.learners.lightgbm;

import dev.millrace.feature.FeatureMatrix;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;

/** Rows told apart by bins inside the library. Closed once, after every booster that uses it. */
final class NativeRows implements AutoCloseable {
  private final LGBMDataset data;
  private final int rows;

  private NativeRows(LGBMDataset data, int rows) {
    this.data = data;
    this.rows = rows;
  }

  /** Copies training rows; bins are chosen from them. */
  static NativeRows training(FeatureMatrix features, float[] labels, String parameters) {
    return NativeFailure.guard(
        "reading the features",
        () ->
            labelled(
                LGBMDataset.createFromMat(
                    features.values(), features.rows(), features.width(), true, parameters, null),
                labels));
  }

  /** Copies other rows into the bins of these. */
  NativeRows alike(FeatureMatrix features, float[] labels, String parameters) {
    return NativeFailure.guard(
        "reading the features",
        () ->
            labelled(
                LGBMDataset.createFromMat(
                    features.values(), features.rows(), features.width(), true, parameters, data),
                labels));
  }

  private static NativeRows labelled(LGBMDataset data, float[] labels) throws LGBMException {
    try {
      data.setField("label", labels);
      return new NativeRows(data, labels.length);
    } catch (LGBMException e) {
      data.close();
      throw e;
    }
  }

  LGBMDataset data() {
    return data;
  }

  int rows() {
    return rows;
  }

  @Override
  public void close() {
    var _ =
        NativeFailure.guard(
            "letting rows go",
            () -> {
              data.close();
              return rows;
            });
  }
}

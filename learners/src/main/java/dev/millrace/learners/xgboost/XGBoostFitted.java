package dev.millrace.learners.xgboost;

import dev.millrace.feature.FeatureMatrix;
import dev.millrace.learners.fit.RowMargins;
import dev.millrace.model.TreeEnsemble;
import dev.millrace.model.xgboost.XGBoostModelReader;
import dev.millrace.spi.learn.Fitted;

/** Trees in our form, and the library's booster they were read from. */
final class XGBoostFitted implements Fitted {
  private final NativeBooster booster;
  private final TreeEnsemble model;
  private final int rounds;

  private XGBoostFitted(NativeBooster booster, TreeEnsemble model, int rounds) {
    this.booster = booster;
    this.model = model;
    this.rounds = rounds;
  }

  /** Keeps the trees of the first rounds; the booster becomes this object's own. */
  static XGBoostFitted of(NativeBooster booster, int rounds) {
    TreeEnsemble trees = XGBoostModelReader.read(booster.save()).firstRounds(rounds);
    return new XGBoostFitted(booster, trees, rounds);
  }

  @Override
  public TreeEnsemble model() {
    return model;
  }

  @Override
  public int rounds() {
    return rounds;
  }

  @Override
  public double[] trainerMargins(FeatureMatrix features) {
    int outputs = model.outputs();
    double[] margins = new double[Math.multiplyExact(features.rows(), outputs)];
    if (features.rows() == 0) {
      return margins;
    }
    try (NativeMatrix matrix = NativeMatrix.copy(features)) {
      RowMargins source = booster.margins(matrix, rounds);
      double[] row = new double[outputs];
      for (int i = 0; i < features.rows(); i++) {
        source.read(i, row);
        System.arraycopy(row, 0, margins, i * outputs, outputs);
      }
    }
    return margins;
  }

  @Override
  public void close() {
    booster.close();
  }
}

package dev.millrace.learners.xgboost;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.feature.FeatureMatrix;
import dev.millrace.learners.fit.ClassCounts;
import dev.millrace.learners.fit.LabelSpread;
import dev.millrace.learners.fit.RowBlocks;
import dev.millrace.spi.learn.TrainingRows;
import java.util.StringJoiner;

/**
 * Where margins start, as the library wants it told. Estimated by us in a fixed order: the
 * library's own estimate depends on its threads.
 */
final class BaseScore {
  private static final float NEAREST_TO_CERTAIN = 1e-6f;
  private static final int MOST_TRIES = 256;

  private BaseScore() {}

  static String of(TrainingRows train, TreeParameters parameters, RowBlocks blocks) {
    float[] labels = train.labels();
    return switch (parameters.task()) {
      case REGRESSION -> Float.toString((float) LabelSpread.of(labels, blocks).mean());
      case MULTICLASS -> logShares(ClassCounts.of(labels, train.classes()), train.classes());
      case BINARY ->
          positiveShare(
              ClassCounts.of(labels, train.classes()), parameters, train.features().width());
    };
  }

  /** Of several classes the library takes margins, not shares. */
  private static String logShares(ClassCounts counts, int classes) {
    StringJoiner margins = new StringJoiner(",", "[", "]");
    for (int c = 0; c < classes; c++) {
      margins.add(Float.toString((float) counts.logShare(c)));
    }
    return margins.toString();
  }

  /**
   * The share of the positive class, moved up by the few floats it takes until the library's {@code
   * logf} gives the same log odds as StrictMath: then a reader of the saved model knows the margin
   * it starts from.
   */
  private static String positiveShare(ClassCounts counts, TreeParameters parameters, int width) {
    float share = (float) counts.positiveShare();
    share = Math.min(Math.max(share, NEAREST_TO_CERTAIN), 1 - NEAREST_TO_CERTAIN);
    try (NativeMatrix row = NativeMatrix.copy(new FeatureMatrix(1, width, new float[width]))) {
      for (int i = 0; i < MOST_TRIES; i++, share = Math.nextUp(share)) {
        String score = Float.toString(share);
        double[] margin = new double[1];
        try (NativeBooster booster = NativeBooster.open(row, parameters.with(score))) {
          booster.margins(row).read(0, margin);
        }
        if ((float) margin[0] == logOdds(share)) {
          return score;
        }
      }
    }
    throw Problem.of(ErrorCode.TRAINING_FAILED, "XGBoost starts from an unexpected margin")
        .found("share of the positive class " + share)
        .asException();
  }

  /** Log odds by the library's own formula, in float but for the logarithm. */
  private static float logOdds(float share) {
    return -(float) StrictMath.log(1f / share - 1f);
  }
}

package dev.millrace.scorer;

import dev.millrace.column.Batch;
import dev.millrace.column.Fields;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.feature.BoundPlan;
import dev.millrace.feature.FeatureMatrix;
import dev.millrace.feature.FeaturePlan;
import dev.millrace.model.LearnedModel;
import dev.millrace.model.OutputMapping;

/**
 * A model that is ready to predict: raw rows in, scores out. The same plan, model and mapping
 * answer a batch, a single row, a server and a caller that embeds this library. Safe to share
 * between threads.
 */
public final class Scorer {
  private final FeaturePlan plan;
  private final LearnedModel model;
  private final OutputMapping output;

  /** The plan as bound to the columns seen last; batches of one source share them. */
  private volatile BoundPlan bound;

  /**
   * A scorer of these parts.
   *
   * @throws dev.millrace.error.MillraceException when they do not fit together
   */
  public Scorer(FeaturePlan plan, LearnedModel model, OutputMapping output) {
    this.plan = plan;
    this.model = model;
    this.output = output;
    this.bound = plan.bind(plan.inputs());
    if (bound.width() != model.width()) {
      throw Problem.of(ErrorCode.SCORER_INVALID, "plan and model do not fit together")
          .found("a plan that gives " + bound.width() + " features")
          .allowed(model.width() + ", as the model reads")
          .asException();
    }
    if (output.outputs() != model.outputs()) {
      throw Problem.of(ErrorCode.SCORER_INVALID, "model and output mapping do not fit together")
          .found("a model of " + model.outputs() + " outputs")
          .allowed(output.outputs() + ", as the mapping takes")
          .asException();
    }
  }

  /** Columns a row must have, with their types; others are passed over. */
  public Fields inputs() {
    return plan.inputs();
  }

  public FeaturePlan plan() {
    return plan;
  }

  public LearnedModel model() {
    return model;
  }

  public OutputMapping output() {
    return output;
  }

  /**
   * What the model reads for these rows.
   *
   * @throws dev.millrace.error.MillraceException when a column is not there or has another type
   */
  public FeatureMatrix features(Batch rows) {
    BoundPlan plan = bound;
    if (!plan.fields().equals(rows.fields())) {
      plan = this.plan.bind(rows.fields());
      bound = plan;
    }
    return plan.evaluate(rows);
  }

  /**
   * Scores rows. A row's scores do not depend on the rows beside it.
   *
   * @throws dev.millrace.error.MillraceException when a column is not there or has another type
   */
  public Scores score(Batch rows) {
    return score(features(rows));
  }

  /** Scores rows whose features are there already, as {@link #features} gives them. */
  public Scores score(FeatureMatrix features) {
    double[] margins = new double[Math.multiplyExact(features.rows(), model.outputs())];
    model.margins(features, margins);
    return new Scores(output, features.rows(), margins);
  }
}

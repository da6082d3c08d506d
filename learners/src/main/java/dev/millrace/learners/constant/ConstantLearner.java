package dev.millrace.learners.constant;

import dev.millrace.feature.FeatureMatrix;
import dev.millrace.learners.fit.ClassCounts;
import dev.millrace.learners.fit.FitRows;
import dev.millrace.learners.fit.LabelSpread;
import dev.millrace.learners.fit.MarginLoss;
import dev.millrace.learners.fit.RoundWatch;
import dev.millrace.learners.fit.RowBlocks;
import dev.millrace.learners.fit.RowMargins;
import dev.millrace.model.ConstantModel;
import dev.millrace.model.LearnedModel;
import dev.millrace.spi.learn.FitControl;
import dev.millrace.spi.learn.Fitted;
import dev.millrace.spi.learn.Learner;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.learn.TrainingRows;

/** Finds the margins of least loss among those equal for all rows. */
final class ConstantLearner implements Learner {
  private final Task task;

  ConstantLearner(Task task) {
    this.task = task;
  }

  @Override
  public Fitted fit(TrainingRows train, TrainingRows validation, FitControl control) {
    FitRows.check(task, train, validation);
    RoundWatch watch = new RoundWatch(control, 1);
    watch.goOn();
    try (RowBlocks blocks = new RowBlocks(control.threads())) {
      double[] margins = margins(train, blocks);
      RowMargins everywhere = (row, into) -> System.arraycopy(margins, 0, into, 0, margins.length);
      MarginLoss loss = MarginLoss.of(task, train.classes());
      watch.done(everywhere.meanLoss(loss, validation.labels(), blocks));
      return new ConstantFitted(margins, ConstantModel.of(train.features().width(), margins));
    }
  }

  private double[] margins(TrainingRows train, RowBlocks blocks) {
    float[] labels = train.labels();
    if (task == Task.REGRESSION) {
      return new double[] {LabelSpread.of(labels, blocks).mean()};
    }
    ClassCounts counts = ClassCounts.of(labels, train.classes());
    if (task == Task.BINARY) {
      return new double[] {counts.logOdds()};
    }
    double[] margins = new double[train.classes()];
    for (int c = 0; c < margins.length; c++) {
      margins[c] = counts.logShare(c);
    }
    return margins;
  }

  @Override
  public void close() {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record ConstantFitted(double[] margins, LearnedModel model) implements Fitted {
    @Override
    public int rounds() {
      return 1;
    }

    @Override
    public double[] trainerMargins(FeatureMatrix features) {
      double[] all = new double[features.rows() * margins.length];
      for (int i = 0; i < all.length; i++) {
        all[i] = margins[i % margins.length];
      }
      return all;
    }

    @Override
    public void close() {}
  }
}

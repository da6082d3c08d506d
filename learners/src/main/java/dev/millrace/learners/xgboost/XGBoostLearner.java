package dev.millrace.learners.xgboost;

import dev.millrace.learners.fit.EarlyStop;
import dev.millrace.learners.fit.ExactGradients;
import dev.millrace.learners.fit.FitRows;
import dev.millrace.learners.fit.HeapLimit;
import dev.millrace.learners.fit.MarginLoss;
import dev.millrace.learners.fit.RoundWatch;
import dev.millrace.learners.fit.RowBlocks;
import dev.millrace.learners.fit.RowSample;
import dev.millrace.spi.learn.FitControl;
import dev.millrace.spi.learn.Fitted;
import dev.millrace.spi.learn.Learner;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.learn.TrainingRows;

/** Boosts trees round by round, with derivatives of our own. */
final class XGBoostLearner implements Learner {
  private final Task task;
  private final XGBoostSettings settings;

  XGBoostLearner(Task task, XGBoostSettings settings) {
    this.task = task;
    this.settings = settings;
  }

  @Override
  public Fitted fit(TrainingRows train, TrainingRows validation, FitControl control) {
    FitRows.check(task, train, validation);
    return HeapLimit.guard(
        () -> {
          try (RowBlocks blocks = new RowBlocks(control.threads())) {
            return boost(train, validation, control, blocks);
          }
        });
  }

  private Fitted boost(
      TrainingRows train, TrainingRows validation, FitControl control, RowBlocks blocks) {
    RoundWatch watch = new RoundWatch(control, settings.rounds());
    watch.goOn();
    MarginLoss loss = MarginLoss.of(task, train.classes());
    double weight = DerivativeWeight.of(task, train.labels(), blocks);
    TreeParameters parameters =
        new TreeParameters(
            task, train.classes(), settings, weight, control.seed(), control.threads());
    String base = BaseScore.of(train, parameters, blocks);
    try (NativeMatrix matrix = NativeMatrix.copy(train.features());
        ValidationLoss judge = new ValidationLoss(loss, validation, blocks)) {
      ExactGradients derivatives = new ExactGradients(loss, train.labels(), weight, blocks);
      NativeBooster booster = NativeBooster.open(matrix, parameters.with(base));
      try {
        EarlyStop stop = new EarlyStop(judge.isEmpty() ? 0 : settings.patience());
        boolean last = false;
        for (int round = 0; round < settings.rounds() && !last; round++) {
          watch.goOn();
          derivatives.compute(
              booster.margins(matrix), RowSample.of(settings.subsample(), control.seed(), round));
          booster.grow(matrix, round, derivatives);
          double validationLoss = judge.of(booster);
          last = stop.stopsAfter(validationLoss);
          watch.done(validationLoss);
        }
        return XGBoostFitted.of(booster, stop.bestRounds());
      } catch (Throwable e) {
        booster.close();
        throw e;
      }
    }
  }

  @Override
  public void close() {}
}

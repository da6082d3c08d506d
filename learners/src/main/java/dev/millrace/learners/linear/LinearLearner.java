package dev.millrace.learners.linear;

import dev.millrace.learners.fit.ClassCounts;
import dev.millrace.learners.fit.FitRows;
import dev.millrace.learners.fit.HeapLimit;
import dev.millrace.learners.fit.LabelSpread;
import dev.millrace.learners.fit.MarginLoss;
import dev.millrace.learners.fit.RoundWatch;
import dev.millrace.learners.fit.RowBlocks;
import dev.millrace.spi.learn.FitControl;
import dev.millrace.spi.learn.Fitted;
import dev.millrace.spi.learn.Learner;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.learn.TrainingRows;
import java.util.Optional;

/** Finds the coefficients of least penalized loss. */
final class LinearLearner implements Learner {
  private final Task task;
  private final double l2;
  private final int iterations;

  LinearLearner(Task task, double l2, int iterations) {
    this.task = task;
    this.l2 = l2;
    this.iterations = iterations;
  }

  @Override
  public Fitted fit(TrainingRows train, TrainingRows validation, FitControl control) {
    FitRows.check(task, train, validation);
    return HeapLimit.guard(
        () -> {
          try (RowBlocks blocks = new RowBlocks(control.threads())) {
            return search(train, validation, new RoundWatch(control, iterations), blocks);
          }
        });
  }

  private Fitted search(
      TrainingRows train, TrainingRows validation, RoundWatch watch, RowBlocks blocks) {
    watch.goOn();
    MarginLoss loss = MarginLoss.of(task, train.classes());
    Standardization standard = Standardization.of(train.features(), blocks);
    PenalizedLoss target =
        new PenalizedLoss(train.features(), train.labels(), standard, loss, l2, blocks);
    double[] parameters = start(train, target, blocks);
    Optional<Preconditioner> known =
        new SampleStart(train, standard, loss, l2, blocks).improve(parameters, watch::goOn);
    NewtonSearch search =
        new NewtonSearch(target, parameters, known, NewtonSearch.EXACT, watch::goOn);
    StandardizedModel model = new StandardizedModel(standard, parameters);
    int rounds = 0;
    while (rounds < iterations && !search.finished()) {
      search.step();
      rounds++;
      watch.done(
          model.margins(validation.features(), blocks).meanLoss(loss, validation.labels(), blocks));
    }
    return new LinearFitted(model, rounds);
  }

  /** No feature counts yet: the best intercepts alone. */
  private double[] start(TrainingRows train, PenalizedLoss target, RowBlocks blocks) {
    double[] parameters = new double[target.size()];
    int intercept = target.stride() - 1;
    switch (task) {
      case REGRESSION -> parameters[intercept] = LabelSpread.of(train.labels(), blocks).mean();
      case BINARY -> parameters[intercept] = ClassCounts.of(train.labels(), 2).logOdds();
      case MULTICLASS -> {
        ClassCounts counts = ClassCounts.of(train.labels(), train.classes());
        for (int c = 0; c < train.classes(); c++) {
          parameters[c * target.stride() + intercept] = counts.logShare(c);
        }
      }
    }
    return parameters;
  }

  @Override
  public void close() {}
}

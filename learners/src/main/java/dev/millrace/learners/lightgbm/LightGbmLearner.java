package dev.millrace.learners.lightgbm;

import dev.millrace.learners.fit.EarlyStop;
import dev.millrace.learners.fit.ExactGradients;
import dev.millrace.learners.fit.FitRows;
import dev.millrace.learners.fit.HeapLimit;
import dev.millrace.learners.fit.MarginLoss;
import dev.millrace.learners.fit.RoundWatch;
import dev.millrace.learners.fit.RowBlocks;
import dev.millrace.learners.fit.RowSample;
import dev.millrace.spi.data.RowHash;
import dev.millrace.spi.learn.FitControl;
import dev.millrace.spi.learn.Fitted;
import dev.millrace.spi.learn.Learner;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.learn.TrainingRows;

/** Boosts trees round by round, with derivatives of our own. */
final class LightGbmLearner implements Learner {
  private static final long PURPOSE = 0x6c69676874676dL;
  private static final int TRAINING = 0;
  private static final int VALIDATION = 1;

  private final Task task;
  private final LightGbmSettings settings;

  LightGbmLearner(Task task, LightGbmSettings settings) {
    this.task = task;
    this.settings = settings;
  }

  @Override
  public Fitted fit(TrainingRows train, TrainingRows validation, FitControl control) {
    FitRows.check(task, train, validation);
    return HeapLimit.guard(
        () -> {
          try (RowBlocks blocks = new RowBlocks(control.threads())) {
            return open(train, validation, control, blocks);
          }
        });
  }

  private Fitted open(
      TrainingRows train, TrainingRows validation, FitControl control, RowBlocks blocks) {
    RoundWatch watch = new RoundWatch(control, settings.rounds());
    watch.goOn();
    StartMargins start = StartMargins.of(task, train, blocks);
    int seed = (int) (RowHash.mix(0, control.seed() ^ PURPOSE) >>> 33);
    String parameters =
        settings.parameters(start.outputs(), train.labels().length, seed, control.threads());
    NativeRows rows = NativeRows.training(train.features(), train.labels(), parameters);
    try {
      NativeBooster booster = NativeBooster.open(rows, parameters, start.outputs());
      try {
        int rounds = boost(booster, rows, parameters, train, validation, start, blocks, watch);
        return LightGbmFitted.of(rows, booster, start, rounds, settings.growth());
      } catch (Throwable e) {
        booster.close();
        throw e;
      }
    } catch (Throwable e) {
      rows.close();
      throw e;
    }
  }

  /** Grows trees; gives how many rounds are worth keeping. */
  private int boost(
      NativeBooster booster,
      NativeRows rows,
      String parameters,
      TrainingRows train,
      TrainingRows validation,
      StartMargins start,
      RowBlocks blocks,
      RoundWatch watch) {
    MarginLoss loss = MarginLoss.of(task, train.classes());
    if (validation.labels().length == 0) {
      return rounds(booster, train, validation, loss, start, blocks, watch);
    }
    try (NativeRows watched = rows.alike(validation.features(), validation.labels(), parameters)) {
      booster.watch(watched);
      return rounds(booster, train, validation, loss, start, blocks, watch);
    }
  }

  private int rounds(
      NativeBooster booster,
      TrainingRows train,
      TrainingRows validation,
      MarginLoss loss,
      StartMargins start,
      RowBlocks blocks,
      RoundWatch watch) {
    ExactGradients derivatives = new ExactGradients(loss, train.labels(), 1, blocks);
    int rows = train.labels().length;
    float[] judged = validation.labels();
    EarlyStop stop = new EarlyStop(judged.length == 0 ? 0 : settings.patience());
    Growth growth = settings.growth();
    int kept = 0;
    boolean last = false;
    for (int round = 0; round < settings.rounds() && !last; round++) {
      watch.goOn();
      if (growth == Growth.BOOSTED) {
        derivatives.compute(start.plus(booster.kept(TRAINING, rows), 1), RowSample.ALL);
      } else if (round == 0) {
        derivatives.compute(start.alone(), RowSample.ALL);
      }
      boolean grown = booster.grow(derivatives);
      kept += grown || round == 0 ? 1 : 0;
      if (!grown && round > 0 && growth == Growth.BOOSTED) {
        break;
      }
      double validationLoss =
          judged.length == 0
              ? Double.NaN
              : start
                  .plus(booster.kept(VALIDATION, judged.length), growth.divisor(kept))
                  .meanLoss(loss, judged, blocks);
      last = stop.stopsAfter(validationLoss) || !grown && growth == Growth.BOOSTED;
      watch.done(validationLoss);
    }
    if (growth == Growth.FOREST) {
      return kept;
    }
    return stop.bestRounds();
  }

  @Override
  public void close() {}
}

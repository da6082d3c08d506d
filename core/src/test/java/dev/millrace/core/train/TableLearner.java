package dev.millrace.core.train;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.feature.FeatureMatrix;
import dev.millrace.model.ConstantModel;
import dev.millrace.model.LearnedModel;
import dev.millrace.spi.learn.FitControl;
import dev.millrace.spi.learn.FitProgress;
import dev.millrace.spi.learn.Fitted;
import dev.millrace.spi.learn.Learner;
import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.learn.LearnerSetting;
import dev.millrace.spi.learn.LearnerSettings;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.learn.TrainingRows;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Learns the mean of the labels times its setting; its trainer says {@code error} more than that on
 * the last row it is asked about.
 */
final class TableLearner implements LearnerProvider {
  private final String name;
  private final double error;
  private int open;

  TableLearner(String name, double error) {
    this.name = name;
    this.error = error;
  }

  /** Learners and fits that were opened and not closed. */
  int open() {
    return open;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String revision() {
    return name + " 1";
  }

  @Override
  public List<LearnerSetting> settings() {
    return List.of(LearnerSetting.whole("factor", "times the mean", 1, 0, 100));
  }

  @Override
  public Set<Task> tasks() {
    return Set.of(Task.values());
  }

  @Override
  public Learner open(Task task, LearnerSettings settings) {
    open++;
    return new Learner() {
      @Override
      public Fitted fit(TrainingRows train, TrainingRows validation, FitControl control) {
        if (control.cancelled()) {
          throw Problem.of(ErrorCode.TRAINING_CANCELLED, "the training was cancelled")
              .asException();
        }
        control.progress(new FitProgress(1, 1, Double.NaN));
        double sum = 0;
        for (float label : train.labels()) {
          sum += label;
        }
        double[] margins = new double[task == Task.MULTICLASS ? train.classes() : 1];
        Arrays.fill(margins, sum / train.labels().length * settings.whole("factor"));
        open++;
        return new Means(ConstantModel.of(train.features().width(), margins));
      }

      @Override
      public void close() {
        open--;
      }
    };
  }

  private final class Means implements Fitted {
    private final ConstantModel model;

    Means(ConstantModel model) {
      this.model = model;
    }

    @Override
    public LearnedModel model() {
      return model;
    }

    @Override
    public int rounds() {
      return 1;
    }

    @Override
    public double[] trainerMargins(FeatureMatrix features) {
      double[] margins = new double[features.rows() * model.outputs()];
      model.margins(features, margins);
      if (margins.length > 0) {
        margins[margins.length - 1] += error;
      }
      return margins;
    }

    @Override
    public void close() {
      open--;
    }
  }
}

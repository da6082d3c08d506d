package dev.millrace.testkit.learn;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.model.LearnedModel;
import dev.millrace.model.ModelBytes;
import dev.millrace.spi.learn.FitControl;
import dev.millrace.spi.learn.Fitted;
import dev.millrace.spi.learn.Learner;
import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.learn.LearnerSettings;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.learn.TrainingRows;
import java.util.function.Function;
import org.assertj.core.api.Assertions;

/** The learner under test, and short words for using it. */
public interface LearnerFixture {
  /** The learner under test. */
  LearnerProvider provider();

  /** Settings of the tests; a few rounds are enough. */
  default LearnerSettings settings() {
    return LearnerSettings.defaults(provider().settings());
  }

  /** Fits and looks at what came out before it is closed. */
  default <T> T fit(
      Task task,
      TrainingRows train,
      TrainingRows validation,
      FitControl control,
      Function<Fitted, T> look) {
    try (Learner learner = provider().open(task, settings());
        Fitted fitted = learner.fit(train, validation, control)) {
      return look.apply(fitted);
    }
  }

  /** The model learned on one thread, without validation rows. */
  default LearnedModel model(Task task, TrainingRows train) {
    return fit(task, train, MadeRows.none(train), FitLog.threads(1), Fitted::model);
  }

  /** Bytes of the model learned. */
  default byte[] bytes(Task task, TrainingRows train, TrainingRows validation, FitControl control) {
    return fit(task, train, validation, control, fitted -> ModelBytes.encode(fitted.model()));
  }

  /** The code a fit fails with. */
  default ErrorCode refusal(Task task, TrainingRows train, FitControl control) {
    MillraceException failure =
        Assertions.catchThrowableOfType(
            MillraceException.class,
            () -> fit(task, train, MadeRows.none(train), control, Fitted::rounds));
    if (failure == null) {
      throw new AssertionError("the fit was not refused");
    }
    return failure.code();
  }

  /** Margins by our scorer. */
  static double[] margins(LearnedModel model, TrainingRows rows) {
    double[] margins = new double[rows.labels().length * model.outputs()];
    model.margins(rows.features(), margins);
    return margins;
  }
}

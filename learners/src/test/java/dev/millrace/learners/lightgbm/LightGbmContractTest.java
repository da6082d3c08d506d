package dev.millrace.learners.lightgbm;

import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.learn.LearnerSettings;
import dev.millrace.testkit.learn.LearnerContract;
import java.util.Map;

final class LightGbmContractTest implements LearnerContract {
  @Override
  public LearnerProvider provider() {
    return new LightGbmProvider();
  }

  /** Samples of rows and features included: they are where chance could come in. */
  @Override
  public LearnerSettings settings() {
    return LearnerSettings.of(
        provider().settings(),
        Map.of(
            "rounds",
            6.0,
            "leaves",
            9.0,
            "min-leaf-rows",
            3.0,
            "subsample",
            0.8,
            "column-sample",
            0.7));
  }
}

package dev.millrace.learners.lightgbm;

import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.learn.LearnerSettings;
import dev.millrace.testkit.learn.LearnerContract;
import java.util.Map;

final class RandomForestContractTest implements LearnerContract {
  @Override
  public LearnerProvider provider() {
    return new RandomForestProvider();
  }

  @Override
  public LearnerSettings settings() {
    return LearnerSettings.of(
        provider().settings(), Map.of("trees", 6.0, "leaves", 20.0, "subsample", 0.7));
  }
}

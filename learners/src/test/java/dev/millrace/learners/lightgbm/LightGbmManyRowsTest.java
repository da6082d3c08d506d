package dev.millrace.learners.lightgbm;

import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.learn.LearnerSettings;
import dev.millrace.testkit.learn.ManyRowsContract;
import java.util.Map;

final class LightGbmManyRowsTest implements ManyRowsContract {
  @Override
  public LearnerProvider provider() {
    return new LightGbmProvider();
  }

  @Override
  public LearnerSettings settings() {
    return LearnerSettings.of(
        provider().settings(), Map.of("rounds", 12.0, "subsample", 0.8, "column-sample", 0.8));
  }
}

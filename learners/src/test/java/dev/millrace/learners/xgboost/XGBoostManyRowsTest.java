package dev.millrace.learners.xgboost;

import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.learn.LearnerSettings;
import dev.millrace.testkit.learn.ManyRowsContract;
import java.util.Map;

final class XGBoostManyRowsTest implements ManyRowsContract {
  @Override
  public LearnerProvider provider() {
    return new XGBoostProvider();
  }

  @Override
  public LearnerSettings settings() {
    return LearnerSettings.of(
        provider().settings(), Map.of("rounds", 12.0, "subsample", 0.8, "column-sample", 0.8));
  }
}

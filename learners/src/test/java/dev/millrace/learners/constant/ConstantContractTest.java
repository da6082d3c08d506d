package dev.millrace.learners.constant;

import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.testkit.learn.LearnerContract;

final class ConstantContractTest implements LearnerContract {
  @Override
  public LearnerProvider provider() {
    return new ConstantProvider();
  }
}

package dev.millrace.learners.linear;

import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.testkit.learn.LearnerContract;

final class LinearContractTest implements LearnerContract {
  @Override
  public LearnerProvider provider() {
    return new LinearProvider();
  }
}

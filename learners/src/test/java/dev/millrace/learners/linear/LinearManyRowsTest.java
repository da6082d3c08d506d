package dev.millrace.learners.linear;

import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.testkit.learn.ManyRowsContract;

final class LinearManyRowsTest implements ManyRowsContract {
  @Override
  public LearnerProvider provider() {
    return new LinearProvider();
  }
}

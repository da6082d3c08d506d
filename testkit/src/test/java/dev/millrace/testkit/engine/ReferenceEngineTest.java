package dev.millrace.testkit.engine;

import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.engine.Landing;
import dev.millrace.spi.engine.Narrowing;
import dev.millrace.spi.engine.Widening;

class ReferenceEngineTest extends EngineContract {
  private final ReferenceEngine engine = new ReferenceEngine();

  @Override
  public Engine engine(int threads) {
    return engine;
  }

  @Override
  public Landing landing() {
    return engine;
  }

  @Override
  public Widening widening() {
    return engine;
  }

  @Override
  public Narrowing narrowing() {
    return engine;
  }
}

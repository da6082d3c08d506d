package dev.millrace.duckdb;

import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.engine.Landing;
import dev.millrace.spi.engine.Narrowing;
import dev.millrace.spi.engine.Widening;
import dev.millrace.testkit.engine.EngineContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class DuckDbContractTest extends EngineContract {
  @TempDir private Path folder;
  private final OpenEngines engines = new OpenEngines();

  @AfterEach
  void close() {
    engines.close();
  }

  @Override
  public Engine engine(int threads) {
    return engines.open(folder, threads);
  }

  @Override
  public Landing landing() {
    return engines.open(folder, 2);
  }

  @Override
  public Widening widening() {
    return engines.open(folder, 2);
  }

  @Override
  public Narrowing narrowing() {
    return engines.open(folder, 2);
  }
}

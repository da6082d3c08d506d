package dev.millrace.duckdb;

import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.engine.Landing;
import dev.millrace.spi.engine.TableExport;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.testkit.engine.LandingContract;
import dev.millrace.testkit.engine.ParquetContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class DuckDbLandingTest extends LandingContract implements ParquetContract {
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
  public Landing landing(int threads) {
    return engines.open(folder, threads);
  }

  @Override
  public TableExport export() {
    return engines.open(folder, 1);
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public BlobStore blobs() {
    return engines.blobs(folder);
  }
}

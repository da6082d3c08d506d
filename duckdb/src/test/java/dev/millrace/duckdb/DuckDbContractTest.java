package dev.millrace.duckdb;

import dev.millrace.spi.engine.EngineSettings;
import dev.millrace.spi.engine.Landing;
import dev.millrace.testkit.engine.EngineContract;
import dev.millrace.testkit.store.MemoryBlobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class DuckDbContractTest extends EngineContract {
  @TempDir private Path folder;
  private final List<DuckDb> opened = new ArrayList<>();
  private MemoryBlobs blobs;
  private DuckDb landing;

  @BeforeEach
  void open() throws IOException {
    blobs = new MemoryBlobs(Files.createDirectory(folder.resolve("blobs")));
    landing = engine(2);
  }

  @AfterEach
  void close() {
    opened.forEach(DuckDb::close);
  }

  @Override
  public DuckDb engine(int threads) {
    EngineSettings settings =
        new EngineSettings(threads, 256L << 20, folder.resolve("scratch"), List.of());
    DuckDb engine = DuckDb.open(settings, blobs);
    opened.add(engine);
    return engine;
  }

  @Override
  public Landing landing() {
    return landing;
  }
}

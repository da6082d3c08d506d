package dev.millrace.duckdb;

import dev.millrace.spi.engine.EngineSettings;
import dev.millrace.spi.engine.Landing;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.testkit.engine.LandingContract;
import dev.millrace.testkit.store.MemoryBlobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class LandingContractTest extends LandingContract {
  @TempDir private Path folder;
  private final List<DuckDb> opened = new ArrayList<>();
  private MemoryBlobs blobs;

  @BeforeEach
  void open() throws IOException {
    blobs = new MemoryBlobs(Files.createDirectory(folder.resolve("blobs")));
    Files.createDirectory(folder());
  }

  @AfterEach
  void close() {
    opened.forEach(DuckDb::close);
  }

  @Override
  public DuckDb engine(int threads) {
    DuckDb engine =
        DuckDb.open(
            new EngineSettings(threads, 256L << 20, folder.resolve("scratch"), List.of(folder())),
            blobs);
    opened.add(engine);
    return engine;
  }

  @Override
  public Landing landing(int threads) {
    return engine(threads);
  }

  @Override
  public Path folder() {
    return folder.resolve("source");
  }

  @Override
  public BlobStore blobs() {
    return blobs;
  }
}

package dev.millrace.duckdb;

import dev.millrace.spi.engine.EngineSettings;
import dev.millrace.testkit.store.MemoryBlobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The engines of one test, one for each number of threads, over one store. */
final class OpenEngines implements AutoCloseable {
  private final Map<Integer, DuckDb> engines = new TreeMap<>();
  private @Nullable MemoryBlobs blobs;

  MemoryBlobs blobs(Path folder) {
    if (blobs == null) {
      try {
        blobs = new MemoryBlobs(Files.createDirectories(folder.resolve("blobs")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return blobs;
  }

  DuckDb open(Path folder, int threads) {
    MemoryBlobs store = blobs(folder);
    return engines.computeIfAbsent(
        threads,
        key ->
            DuckDb.open(
                new EngineSettings(threads, 256L << 20, folder.resolve("scratch"), List.of(folder)),
                store));
  }

  @Override
  public void close() {
    engines.values().forEach(DuckDb::close);
  }
}

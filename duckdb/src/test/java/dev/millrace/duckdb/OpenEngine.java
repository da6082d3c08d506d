package dev.millrace.duckdb;

import dev.millrace.digest.Digest;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.SourceFormat;
import dev.millrace.spi.data.SourceObject;
import dev.millrace.spi.engine.EngineSettings;
import dev.millrace.spi.engine.InferredColumn;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.engine.LandingColumn.TemporalForm;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.engine.ReadOptions;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.testkit.store.MemoryBlobs;
import dev.millrace.testkit.table.Cells;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An engine in a temporary folder, and the short words tests use for it. */
final class OpenEngine implements AutoCloseable {
  final Path folder;
  final MemoryBlobs blobs;
  final DuckDb engine;

  OpenEngine(Path folder, int threads) {
    this(folder, threads, 256L << 20);
  }

  OpenEngine(Path folder, int threads, long memoryBytes) {
    this.folder = folder;
    try {
      this.blobs = new MemoryBlobs(Files.createDirectories(folder.resolve("blobs")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.engine =
        DuckDb.open(
            new EngineSettings(threads, memoryBytes, folder.resolve("scratch"), readable(folder)),
            blobs);
  }

  private static List<Path> readable(Path folder) {
    String data = System.getProperty("millrace.data", "");
    return data.isEmpty() ? List.of(folder) : List.of(folder, Path.of(data));
  }

  /** A new file in the folder. */
  Path file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Path file(String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files pinned as they are. */
  static PinnedSource csv(Path... files) {
    return pinned(SourceFormat.CSV, files);
  }

  static PinnedSource pinned(SourceFormat format, Path... files) {
    return new PinnedSource(format, Arrays.stream(files).map(OpenEngine::pin).toList());
  }

  private static SourceObject pin(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return new SourceObject(file.toString(), bytes.length, Digest.ofBytes(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lands with the columns that inferring found. */
  Landed landInferred(PinnedSource source) {
    return engine.land(source, inferredPlan(source));
  }

  LandingPlan inferredPlan(PinnedSource source) {
    return plan(engine, source);
  }

  /** Columns as inferring finds them. */
  static LandingPlan plan(DuckDb engine, PinnedSource source) {
    List<LandingColumn> columns =
        engine.infer(source, ReadOptions.DEFAULTS).columns().stream()
            .map(OpenEngine::landing)
            .toList();
    return new LandingPlan(ReadOptions.DEFAULTS, columns, List.of());
  }

  private static LandingColumn landing(InferredColumn column) {
    return new LandingColumn(column.field(), column.missingMarks(), TemporalForm.ISO);
  }

  /** All rows of a cut as plain values. */
  List<List<@Nullable Object>> rows(Landed landed) {
    return Cells.rows(engine.sample(Scan.all(landed.cut()), new SampleSize(1_000_000, 0)).values());
  }

  @Override
  public void close() {
    engine.close();
  }
}

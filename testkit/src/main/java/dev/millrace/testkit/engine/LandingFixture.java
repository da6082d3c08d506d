package dev.millrace.testkit.engine;

import dev.millrace.column.Batch;
import dev.millrace.column.Fields;
import dev.millrace.digest.Digest;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.SourceFormat;
import dev.millrace.spi.data.SourceObject;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.Landing;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.engine.ReadOptions;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.testkit.table.Cells;
import dev.millrace.testkit.table.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a landing contract needs besides the engine, and the short words its tests use. */
public interface LandingFixture extends EngineFixture {
  /** The landing of an engine with so many threads, over the same store of parts. */
  Landing landing(int threads);

  /** An empty folder the landing may read from. */
  Path folder();

  /** The store that quarantined records go to. */
  BlobStore blobs();

  @Override
  default Landing landing() {
    return landing(2);
  }

  /** Writes a source file. */
  default Path file(String name, byte[] bytes) {
    try {
      return Files.write(folder().resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  default Path file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Files as they are now, in this order. */
  default PinnedSource pinned(SourceFormat format, Path... files) {
    List<SourceObject> objects = new ArrayList<>();
    for (Path file : files) {
      try {
        byte[] bytes = Files.readAllBytes(file);
        objects.add(new SourceObject(file.toString(), bytes.length, Digest.ofBytes(bytes)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new PinnedSource(format, objects);
  }

  /** One file of separated text. */
  default PinnedSource csv(String text) {
    return pinned(SourceFormat.CSV, file("source.csv", text));
  }

  /** A plan that lands these columns, each a text of name and type, by the defaults. */
  default LandingPlan plan(String... columns) {
    return plan(Tables.fields(columns));
  }

  default LandingPlan plan(Fields fields) {
    List<LandingColumn> all = new ArrayList<>();
    fields.forEach(field -> all.add(LandingColumn.of(field)));
    return new LandingPlan(ReadOptions.DEFAULTS, all, List.of());
  }

  /** Lands one file of separated text. */
  default Landed land(String text, String... columns) {
    return landing().land(csv(text), plan(columns));
  }

  /** All rows of a landed cut. */
  default RowBatch read(Landed landed) {
    return engine(1).sample(Scan.all(landed.cut()), new SampleSize(1_000_000, 0));
  }

  default List<List<@Nullable Object>> cells(Landed landed) {
    return Cells.rows(read(landed).values());
  }

  /** Digest that a cut of this table has. */
  default Digest digestOf(Batch table) {
    return new ReferenceEngine().write(table.fields(), List.of(table)).cut().digest();
  }
}

package dev.millrace.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.ColumnName;
import dev.millrace.digest.Digest;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.engine.EngineSettings;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.profile.TableProfiler;
import dev.millrace.spi.scan.RowFilter;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.testkit.engine.RowTrace;
import dev.millrace.testkit.store.MemoryBlobs;
import dev.millrace.testkit.table.Cells;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine reads from memory is what any engine reads from the store. */
class WarmPartsTest {
  private static final int ROWS = 140_000;

  @TempDir private Path folder;

  private PinnedSource source() throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    StringBuilder text = new StringBuilder("id,x,flag,day,at,zoned,few,many,empty\n");
    for (int i = 0; i < ROWS; i++) {
      text.append(random.nextInt(9) == 0 ? "" : "" + random.nextInt()).append(',');
      text.append(i % 1_000 == 7 ? "nan" : i % 997 == 5 ? "-0.0" : random.nextInt() / 64.0);
      text.append(',').append(random.nextInt(3) == 0 ? "" : random.nextBoolean());
      text.append(",20").append(10 + random.nextInt(80)).append("-02-03");
      text.append(",1999-12-31 23:59:").append(10 + random.nextInt(50));
      text.append(",2024-03-01T10:00:").append(10 + random.nextInt(50)).append("+02:00");
      // From the middle on more texts than a dictionary takes.
      int words = i < ROWS / 2 ? 20 : 5_000;
      text.append(random.nextInt(7) == 0 ? "," : ",\"wörd, " + random.nextInt(words) + "\"");
      text.append(",text ").append(random.nextLong()).append(",\n");
    }
    return OpenEngine.csv(Files.writeString(folder.resolve("rows.csv"), text));
  }

  /** A filter on values, so that batches are cut down. */
  private record Odd() implements RowFilter {
    @Override
    public List<ColumnName> columns() {
      return List.of();
    }

    @Override
    public int[] keep(RowBatch rows) {
      return IntStream.range(0, rows.rows())
          .filter(row -> (rows.ids().hashAt(row) & 1) == 1)
          .toArray();
    }
  }

  private DuckDb open(MemoryBlobs blobs, long warmBytes) {
    return DuckDb.open(
        new EngineSettings(2, 256L << 20, folder.resolve("scratch"), List.of(folder)),
        blobs,
        warmBytes);
  }

  private static List<String> read(DuckDb engine, DataCut cut) {
    Scan all = Scan.all(cut);
    Scan some = Scan.of(cut, List.of(new ColumnName("few"), new ColumnName("x"))).where(new Odd());
    return List.of(
        engine.collect(all, new RowTrace()).toString(),
        engine.collect(some, new RowTrace()).toString(),
        Cells.rows(engine.sample(all, new SampleSize(500, 3)).values()).toString(),
        Cells.rows(engine.sample(some, new SampleSize(500, 3)).values()).toString(),
        TableProfiler.profile(engine, all).toString());
  }

  @Test
  void rowsFromMemoryAreThoseOfTheStore() throws IOException {
    PinnedSource source = source();
    MemoryBlobs blobs = new MemoryBlobs(folder);
    // One of two parts fits.
    try (DuckDb warm = open(blobs, 24L << 20);
        DuckDb cold = open(blobs, 0)) {
      Landed landed = land(warm, source);
      assertThat(landed.cut().parts()).hasSize(2);
      assertThat(read(warm, landed.cut())).isEqualTo(read(cold, landed.cut()));
    }
  }

  @Test
  void whatFitsIsReadFromMemoryAlone() throws IOException {
    PinnedSource source = source();
    MemoryBlobs blobs = new MemoryBlobs(folder);
    try (DuckDb warm = open(blobs, 1L << 40)) {
      DataCut cut = land(warm, source).cut();
      List<String> before = read(warm, cut);
      for (Digest blob : cut.parts().stream().map(part -> part.blob()).toList()) {
        blobs.corrupt(blob);
      }
      assertThat(read(warm, cut)).isEqualTo(before);
    }
  }

  private static Landed land(DuckDb engine, PinnedSource source) {
    return engine.land(source, OpenEngine.plan(engine, source));
  }
}

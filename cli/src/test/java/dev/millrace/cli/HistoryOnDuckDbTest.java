package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.core.config.Problems;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.YamlReader;
import dev.millrace.core.history.HistoryMaker;
import dev.millrace.core.history.HistorySettings;
import dev.millrace.core.prepare.AcceptedRows;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.engine.EngineSettings;
import dev.millrace.spi.scan.RowFilter;
import dev.millrace.spi.scan.Scan;
import dev.millrace.testkit.engine.ReferenceEngine;
import dev.millrace.testkit.engine.RowTrace;
import dev.millrace.testkit.store.MemoryBlobs;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories have the same bits on DuckDB as on the reference engine, whose laws are tested. */
class HistoryOnDuckDbTest {
  private static final String STEPS =
      """
      by: t
      order: u
      columns:
        a2: {lag: f, rows: 2}
        b2: {lag: d}
        c2: {sum: f, over: 6 rows}
        d2: {max: m, over: 90d}
        e2: {mean: i, over: 20000d, by: b}
        g2: {count: f, over: 3 rows, by: []}
      """;

  @TempDir Path folder;

  @Test
  void theSameBitsAsTheReference() throws IOException {
    Batch table =
        RandomTables.batch(
            Tables.fields(
                "b bool",
                "i int64",
                "f float64",
                "m decimal(18,2)",
                "t utf8",
                "d date",
                "u instant"),
            6000,
            77);
    Problems problems = new Problems();
    HistorySettings settings =
        HistorySettings.read(
            Section.at("history", YamlReader.read("p.yaml", STEPS), problems), Optional.empty());
    problems.throwIfAny();
    List<RowFilter> accepted = List.of(new AcceptedRows(List.of("i = 3")));
    ReferenceEngine reference = new ReferenceEngine();
    DataCut theirs = reference.write(table.fields(), List.of(table)).cut();
    DataCut expected = new HistoryMaker(settings, reference).make(theirs, accepted);
    EngineSettings small =
        new EngineSettings(2, 128L << 20, folder.resolve("scratch"), List.of(folder));
    try (DuckDb engine =
        DuckDb.open(small, new MemoryBlobs(Files.createDirectories(folder.resolve("blobs"))))) {
      DataCut cut = engine.write(table.fields(), RandomTables.split(table, 700, 5)).cut();
      DataCut wide = new HistoryMaker(settings, engine).make(cut, accepted);
      assertThat(wide.digest()).isEqualTo(expected.digest());
      assertThat(engine.collect(Scan.all(wide), new RowTrace()).toString())
          .isEqualTo(reference.collect(Scan.all(expected), new RowTrace()).toString());
    }
  }
}

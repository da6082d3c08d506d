package dev.millrace.cli;

import dev.millrace.core.monitor.QualityMonitor;
import dev.millrace.core.serve.compact.CompactedFolder;
import dev.millrace.core.serve.compact.LoggedTables;
import dev.millrace.core.serve.log.LogPlace;
import dev.millrace.core.serve.log.LogStream;
import dev.millrace.core.serve.log.LoggedLabel;
import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.core.serve.log.RecordSink;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.spi.id.EnvironmentName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What of a home's log was compacted, read by an engine that is there for no longer than that, and
 * not at all when nothing was.
 */
final class CompactedRecall implements QualityMonitor.Recall {
  private final OpenHome home;
  private final Path log;

  CompactedRecall(OpenHome home, EnvironmentName environment) {
    this.home = home;
    this.log = LogPlace.of(home.home().log(), environment);
  }

  @Override
  public void predictions(long most, RecordSink<LoggedPrediction> sink) {
    read(LogStream.PREDICTIONS, tables -> tables.compactedPredictions(most, sink));
  }

  @Override
  public void labels(long most, RecordSink<LoggedLabel> sink) {
    read(LogStream.LABELS, tables -> tables.compactedLabels(most, sink));
  }

  private interface Reading {
    void of(LoggedTables tables) throws IOException;
  }

  private void read(LogStream stream, Reading reading) {
    try {
      if (new CompactedFolder(log, stream).manifests().isEmpty()) {
        return;
      }
      try (DuckDb engine =
          OpenHome.openEngine(home.home(), home.store(), 1, List.of(home.home().log()))) {
        reading.of(new LoggedTables(log, engine, engine));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.core.policy.Policy;
import dev.millrace.core.serve.compact.ChildCompactor;
import dev.millrace.core.serve.compact.CompactJob;
import dev.millrace.core.serve.compact.KnownInputs;
import dev.millrace.core.serve.compact.LoggedTables;
import dev.millrace.core.serve.compact.Manifest;
import dev.millrace.core.serve.join.RetrainingExport;
import dev.millrace.core.serve.log.Acknowledgement;
import dev.millrace.core.serve.log.Fate;
import dev.millrace.core.serve.log.LabelTarget;
import dev.millrace.core.serve.log.LogSettings;
import dev.millrace.core.serve.log.LoggedLabel;
import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.core.serve.log.NodeId;
import dev.millrace.core.serve.log.PredictionId;
import dev.millrace.core.serve.log.PredictionLog;
import dev.millrace.core.serve.log.RowJson;
import dev.millrace.core.serve.log.Sampling;
import dev.millrace.core.serve.log.ScoreVector;
import dev.millrace.core.serve.log.ServedVersion;
import dev.millrace.digest.Digest;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.SourceFormat;
import dev.millrace.spi.data.SourceObject;
import dev.millrace.spi.engine.EngineSettings;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.engine.ReadOptions;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.store.Home;
import dev.millrace.store.files.FileBlobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From predictions over a compacting process to a file to train from, with the real engine. */
@Tag("process")
final class PredictionLogFlowTest {
  private static final ModelName MODEL = new ModelName("taxi");
  private static final Fields INPUTS =
      Fields.of(Field.of("miles", ColumnType.FLOAT64), Field.of("company", ColumnType.UTF8));

  @TempDir Path folder;

  private static LoggedPrediction prediction(int number) {
    return new LoggedPrediction(
        new PredictionId(1_000 + number, 7),
        5_000 + number,
        new ServedVersion(MODEL, 2, 1),
        RowJson.of("{\"miles\":" + number + ",\"company\":\"c" + number + "\",\"tip\":1}"),
        ScoreVector.of(0.5, 0.25),
        Optional.of("yes"),
        1,
        number % 2 == 0 ? Optional.of("k" + number) : Optional.empty(),
        List.of("w"));
  }

  private static LoggedLabel label(LabelTarget target, String value, long arrival) {
    return new LoggedLabel(
        target, value, 1, arrival, new Actor("billing", Actor.Standing.VERIFIED));
  }

  private void write(NodeId node, int from, int to) {
    PredictionLog log =
        PredictionLog.open(
            folder.resolve("log"),
            node,
            LogSettings.DEFAULTS.withSegments(2_000, Duration.ofDays(1)),
            Sampling.EVERYTHING,
            Clock.systemUTC(),
            Thread.ofPlatform().daemon().factory());
    try (log) {
      for (int i = from; i < to; i++) {
        assertThat(log.append(prediction(i), Acknowledgement.NONE)).isEqualTo(Fate.QUEUED);
        LabelTarget target =
            i % 2 == 0
                ? new LabelTarget.OfKey(MODEL, "k" + i)
                : new LabelTarget.OfPrediction(prediction(i).id());
        if (i % 5 != 0) {
          assertThat(log.labels().append(label(target, "0.5", 1)).join()).isEqualTo(Fate.KEPT);
          assertThat(log.labels().append(label(target, "" + i, 2)).join()).isEqualTo(Fate.KEPT);
        }
      }
    }
  }

  @Test
  void predictionsBecomeATrainingFile() throws IOException {
    Home home = Home.open(folder.resolve("home"));
    write(new NodeId("a"), 0, 50);
    KnownInputs known = new KnownInputs(MODEL, 2, INPUTS);
    CompactJob job =
        new CompactJob(
            folder.resolve("log").toString(), home.folder().toString(), 5_000, List.of(known));
    ChildCompactor compactor =
        new ChildCompactor(
            new ProcessLauncher(home, Policy.none(home.folder()), CompactProcess.COMMAND),
            home.scratch());
    List<Manifest> made = compactor.run(job);
    assertThat(made.stream().mapToLong(Manifest::rows).sum()).isEqualTo(50 + 80);
    assertThat(compactor.run(job)).isEmpty();
    write(new NodeId("b"), 50, 60);

    FileBlobs blobs = new FileBlobs(home.blobs(), Clock.systemUTC(), Checkpoints.NONE);
    EngineSettings settings = new EngineSettings(1, 1L << 28, home.scratch(), List.of(folder));
    try (DuckDb engine = DuckDb.open(settings, blobs)) {
      LoggedTables tables = new LoggedTables(folder.resolve("log"), engine, engine);
      Path file = folder.resolve("train.parquet");
      Field label = Field.of("fare", ColumnType.FLOAT64);
      RetrainingExport.Written written =
          new RetrainingExport(tables, engine)
              .write(List.of(known), label, SourceFormat.PARQUET, file);
      assertThat(written).isEqualTo(new RetrainingExport.Written(48, 12, 0));

      PinnedSource source =
          new PinnedSource(
              SourceFormat.PARQUET,
              List.of(
                  new SourceObject(
                      file.toString(),
                      Files.size(file),
                      Digest.ofBytes(Files.readAllBytes(file)))));
      LandingPlan plan =
          new LandingPlan(
              ReadOptions.DEFAULTS,
              INPUTS.plus(label).asList().stream().map(LandingColumn::of).toList(),
              List.of());
      Batch rows =
          engine.sample(Scan.all(engine.land(source, plan).cut()), new SampleSize(100, 1)).values();
      assertThat(rows.rows()).isEqualTo(48);
      for (int row = 0; row < rows.rows(); row++) {
        double miles = ((DoubleColumn) rows.column(new ColumnName("miles"))).at(row);
        assertThat(((DoubleColumn) rows.column(new ColumnName("fare"))).at(row)).isEqualTo(miles);
        assertThat(((BytesColumn) rows.column(new ColumnName("company"))).textAt(row))
            .isEqualTo("c" + (int) miles);
      }
    }
  }
}

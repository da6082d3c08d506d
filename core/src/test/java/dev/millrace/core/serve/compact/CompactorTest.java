package dev.millrace.core.serve.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.core.serve.log.Acknowledgement;
import dev.millrace.core.serve.log.Fate;
import dev.millrace.core.serve.log.LabelTarget;
import dev.millrace.core.serve.log.LogOffsets;
import dev.millrace.core.serve.log.LogReader;
import dev.millrace.core.serve.log.LogSettings;
import dev.millrace.core.serve.log.LogStream;
import dev.millrace.core.serve.log.LoggedLabel;
import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.core.serve.log.NodeId;
import dev.millrace.core.serve.log.PredictionId;
import dev.millrace.core.serve.log.PredictionLog;
import dev.millrace.core.serve.log.RowJson;
import dev.millrace.core.serve.log.Sampling;
import dev.millrace.core.serve.log.ScoreVector;
import dev.millrace.core.serve.log.SealedSegments;
import dev.millrace.core.serve.log.ServedVersion;
import dev.millrace.error.MillraceException;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.store.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compaction keeps every record once, whenever it is killed and however often it runs. */
final class CompactorTest {
  private static final int RECORDS = 60;

  @TempDir Path folder;

  /** What a kill looks like from inside. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static LoggedPrediction prediction(int number) {
    return new LoggedPrediction(
        new PredictionId(1_000 + number, 7),
        5_000 + number,
        new ServedVersion(new ModelName(number % 3 == 0 ? "taxi" : "fraud"), 2, number / 20),
        RowJson.of("{\"n\":" + number + "}"),
        ScoreVector.of(0.5),
        Optional.empty(),
        1,
        Optional.empty(),
        List.of());
  }

  private static void write(Path log, NodeId node) {
    PredictionLog open =
        PredictionLog.open(
            log,
            node,
            LogSettings.DEFAULTS.withSegments(500, Duration.ofDays(1)),
            Sampling.EVERYTHING,
            InstantSource.system(),
            Thread.ofPlatform().daemon().factory());
    try (open) {
      for (int i = 0; i < RECORDS; i++) {
        var told = new java.util.concurrent.CompletableFuture<Fate>();
        assertThat(open.append(prediction(i), i % 4 == 0 ? told::complete : Acknowledgement.NONE))
            .isEqualTo(Fate.QUEUED);
        assertThat(i % 4 != 0 || told.join() == Fate.KEPT).isTrue();
      }
      LoggedLabel label =
          new LoggedLabel(
              new LabelTarget.OfPrediction(prediction(1).id()),
              "yes",
              1,
              2,
              new Actor("billing", Actor.Standing.VERIFIED));
      assertThat(open.labels().append(label).join()).isEqualTo(Fate.KEPT);
    }
  }

  private static List<Manifest> compact(Path log, Checkpoints checkpoints) {
    CompactJob job = new CompactJob(log.toString(), log.toString(), 1_500, List.of());
    assertThat(CompactJob.fromJson(job.toJson())).isEqualTo(job);
    return new Compactor(job, new IdExport(), checkpoints).run();
  }

  private static List<String> compacted(Path log, LogStream stream) throws IOException {
    CompactedFolder sets = new CompactedFolder(log, stream);
    List<String> ids = new ArrayList<>();
    for (Manifest manifest : sets.manifests().values()) {
      assertThat(Manifest.fromJson("here", manifest.toJson())).isEqualTo(manifest);
      long rows = 0;
      for (CompactedFile file : manifest.files()) {
        List<String> lines = Files.readAllLines(sets.folder().resolve(file.name()));
        assertThat(lines).hasSize((int) file.rows());
        rows += file.rows();
        ids.addAll(lines);
      }
      assertThat(rows).isEqualTo(manifest.rows());
    }
    return ids;
  }

  private static void requireEverythingOnce(Path log) throws IOException {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      expected.add(prediction(i).id().text());
    }
    assertThat(compacted(log, LogStream.PREDICTIONS)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(compacted(log, LogStream.LABELS)).containsExactly(prediction(1).id().text());
    assertThat(SealedSegments.predictions(log).list()).isEmpty();
    assertThat(SealedSegments.labels(log).list()).isEmpty();
  }

  @Test
  void everyRecordOnceWithItsManifest() throws IOException {
    write(folder, new NodeId("n1"));
    List<Manifest> made = compact(folder, Checkpoints.NONE);
    requireEverythingOnce(folder);
    assertThat(made).hasSizeGreaterThan(3);
    Manifest first = made.getFirst();
    assertThat(first.fromMicros()).isEqualTo(5_000);
    assertThat(first.epochs().getFirst()).isZero();
    assertThat(first.damages() + first.tornBytes()).isZero();
    assertThat(made.stream().mapToLong(Manifest::toMicros).max()).hasValue(5_000 + RECORDS - 1);
    assertThat(compact(folder, Checkpoints.NONE)).as("nothing is left to do").isEmpty();
    requireEverythingOnce(folder);
    assertThat(
            LogReader.predictions(folder)
                .read(LogOffsets.START, (value, node, sequence) -> {})
                .records())
        .isZero();
  }

  @Test
  void killedAtAnyPointItGoesOn() throws IOException {
    boolean killed = true;
    for (int point = 0; killed; point++) {
      Path log = Files.createDirectories(folder.resolve("kill" + point));
      write(log, new NodeId("n1"));
      AtomicInteger left = new AtomicInteger(point);
      killed = false;
      try {
        compact(
            log,
            reached -> {
              if (left.getAndDecrement() == 0) {
                throw new Killed();
              }
            });
      } catch (Killed e) {
        killed = true;
      }
      compact(log, Checkpoints.NONE);
      requireEverythingOnce(log);
      assertThat(new CompactedFolder(log, LogStream.PREDICTIONS).sweep()).isZero();
    }
  }

  @Test
  void segmentsStayWhenACompactedFileIsDamaged() throws IOException {
    write(folder, new NodeId("n1"));
    assertThatThrownBy(
            () ->
                compact(
                    folder,
                    point -> {
                      if (point.equals("compact.after-manifest")) {
                        throw new Killed();
                      }
                    }))
        .isInstanceOf(Killed.class);
    CompactedFolder sets = new CompactedFolder(folder, LogStream.PREDICTIONS);
    Manifest manifest = sets.manifests().values().iterator().next();
    Files.writeString(sets.folder().resolve(manifest.files().getFirst().name()), "broken");
    int before = SealedSegments.predictions(folder).list().size();
    assertThatThrownBy(() -> compact(folder, Checkpoints.NONE))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("not what its manifest says");
    assertThat(SealedSegments.predictions(folder).list()).hasSize(before);
  }

  @Test
  void whatIsTooOldOrTooMuchGoes() throws IOException {
    write(folder, new NodeId("n1"));
    int sets =
        (int)
            compact(folder, Checkpoints.NONE).stream()
                .filter(manifest -> manifest.stream() == LogStream.PREDICTIONS)
                .count();
    List<String> before = compacted(folder, LogStream.PREDICTIONS);
    Retention everything = new Retention(Duration.ofDays(1), Long.MAX_VALUE);
    assertThat(everything.apply(folder, LogStream.PREDICTIONS, Instant.EPOCH.plusSeconds(1)))
        .isEqualTo(new Retention.Removed(0, 0, 0));
    // The last record is 5.059 ms after the beginning of time.
    Retention young = new Retention(Duration.ofNanos(10_000), Long.MAX_VALUE);
    Retention.Removed old =
        young.apply(folder, LogStream.PREDICTIONS, Instant.EPOCH.plusNanos(5_060_000));
    assertThat(old.sets()).isBetween(1L, sets - 1L);
    List<String> left = compacted(folder, LogStream.PREDICTIONS);
    assertThat(left).hasSize((int) (before.size() - old.records()));
    assertThat(left).contains(prediction(RECORDS - 1).id().text());
    Retention.Removed rest =
        new Retention(Duration.ofDays(1), 1)
            .apply(folder, LogStream.PREDICTIONS, Instant.EPOCH.plusSeconds(1));
    assertThat(rest.sets()).isEqualTo(sets - old.sets());
    assertThat(rest.records()).isEqualTo(left.size());
    assertThat(new CompactedFolder(folder, LogStream.PREDICTIONS).manifests()).isEmpty();
    assertThat(new CompactedFolder(folder, LogStream.PREDICTIONS).sweep()).isZero();
  }

  @Test
  void aLaterManifestIsRefusedByName() {
    assertThatThrownBy(
            () ->
                Manifest.fromJson(
                    "n1.json",
                    JsonReader.read(
                        "{\"version\":2}".getBytes(java.nio.charset.StandardCharsets.UTF_8))))
        .hasMessageContaining("n1.json")
        .hasMessageContaining("manifest version 2");
  }
}

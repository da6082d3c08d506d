package dev.millrace.core.serve.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log with its threads and files. */
final class PredictionLogTest {
  private static final NodeId NODE = new NodeId("n1");
  private static final LogSettings SMALL =
      LogSettings.DEFAULTS.withSegments(100_000, Duration.ofDays(1)).withQueue(1 << 16);

  @TempDir Path folder;

  private PredictionLog open(NodeId node, LogSettings settings) {
    return PredictionLog.open(
        folder,
        node,
        settings,
        Sampling.EVERYTHING,
        InstantSource.system(),
        Thread.ofPlatform().daemon().factory());
  }

  private LogRead read(LogOffsets from, Map<Long, LoggedPrediction> into) {
    return LogReader.predictions(folder)
        .read(
            from,
            (value, node, sequence) -> assertThat(into.put(value.id().high(), value)).isNull());
  }

  @Test
  void everyAcknowledgedRecordOfManyThreadsIsReadOnceAndNoOther() throws InterruptedException {
    Set<Long> kept = ConcurrentHashMap.newKeySet();
    LongAdder told = new LongAdder();
    LongAdder lost = new LongAdder();
    int threads = 4;
    int each = 5_000;
    PredictionLog log = open(NODE, SMALL);
    try (log) {
      CountDownLatch done = new CountDownLatch(threads);
      for (int thread = 0; thread < threads; thread++) {
        int first = thread * each;
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = first; i < first + each; i++) {
                    LoggedPrediction value = LogCases.prediction(i);
                    Fate fate =
                        log.append(
                            value,
                            end -> {
                              told.increment();
                              if (end == Fate.KEPT) {
                                kept.add(value.id().high());
                              }
                            });
                    if (fate != Fate.QUEUED) {
                      lost.increment();
                      Thread.onSpinWait();
                    }
                  }
                  done.countDown();
                });
      }
      done.await();
    }
    LogCounts counts = log.predictionCounts();
    assertThat(told.sum() + lost.sum()).isEqualTo((long) threads * each);
    Map<Long, LoggedPrediction> found = new HashMap<>();
    LogRead read = read(LogOffsets.START, found);
    assertThat(found.keySet()).isEqualTo(new HashSet<>(kept));
    assertThat(found.values())
        .allMatch(
            value ->
                value.equals(
                    LogCases.prediction((int) (value.id().high() - 1_700_000_000_000_000L))));
    assertThat(read.missing() + read.tornBytes() + read.pendingBytes()).isZero();
    assertThat(counts.of(Fate.KEPT)).isEqualTo(kept.size());
    assertThat(counts.of(Fate.QUEUE_FULL)).isEqualTo(lost.sum());
    assertThat(counts.rolled()).isPositive();
  }

  @Test
  void aConsumerGoesOnWhereItStopped() {
    LogOffsets at = LogOffsets.START;
    Map<Long, LoggedPrediction> found = new HashMap<>();
    int made = 0;
    for (String node : List.of("a", "b", "c")) {
      try (PredictionLog log =
          open(new NodeId(node), LogSettings.DEFAULTS.withSegments(700, Duration.ofDays(1)))) {
        for (int round = 0; round < 5; round++) {
          List<java.util.concurrent.CompletableFuture<Fate>> told = new ArrayList<>();
          for (int i = 0; i < 3; i++) {
            var future = new java.util.concurrent.CompletableFuture<Fate>();
            assertThat(log.append(LogCases.prediction(made++), future::complete))
                .isEqualTo(Fate.QUEUED);
            told.add(future);
          }
          assertThat(told).allMatch(future -> future.join() == Fate.KEPT);
          LogRead read = read(at, found);
          assertThat(read.records()).isEqualTo(3);
          assertThat(read.missing()).isZero();
          at = LogOffsets.fromJson(read.to().toJson());
        }
      }
    }
    assertThat(found).hasSize(made);
    assertThat(read(at, found).records()).isZero();
  }

  @Test
  void labelsAreAStreamOfTheirOwn() {
    try (PredictionLog log = open(NODE, SMALL)) {
      assertThat(log.labels().append(LogCases.label(1, "yes")).join()).isEqualTo(Fate.KEPT);
      List<LoggedLabel> labels = new ArrayList<>();
      LogRead read =
          LogReader.labels(folder)
              .read(LogOffsets.START, (value, node, sequence) -> labels.add(value));
      assertThat(labels).containsExactly(LogCases.label(1, "yes"));
      assertThat(read.damages()).isEmpty();
    }
  }

  @Test
  void whatIsTooLargeOrTooLateIsRefusedAtOnce() {
    LoggedPrediction like = LogCases.prediction(1);
    LoggedPrediction large =
        new LoggedPrediction(
            like.id(),
            like.atMicros(),
            like.served(),
            RowJson.of("x".repeat(20_000)),
            like.scores(),
            like.decision(),
            1,
            like.key(),
            like.warnings());
    PredictionLog log = open(NODE, SMALL);
    try (log) {
      assertThat(log.append(large, Acknowledgement.NONE)).isEqualTo(Fate.TOO_LARGE);
    }
    assertThat(log.append(like, Acknowledgement.NONE)).isEqualTo(Fate.CLOSED);
    assertThat(log.predictionCounts().lost()).isEqualTo(2);
  }

  @Test
  void whatIsSampledOutIsCountedAndNoLoss() {
    int kept = 0;
    PredictionLog log = open(NODE, LogSettings.DEFAULTS);
    try (log) {
      for (int i = 0; i < 1_000; i++) {
        LoggedPrediction like = LogCases.prediction(i);
        LoggedPrediction sampled =
            new LoggedPrediction(
                like.id(),
                like.atMicros(),
                like.served(),
                like.row(),
                like.scores(),
                like.decision(),
                0.25,
                like.key(),
                like.warnings());
        Fate fate = log.append(sampled, Acknowledgement.NONE);
        kept += fate == Fate.QUEUED ? 1 : 0;
        assertThat(fate)
            .isEqualTo(new Sampling(0.25).keeps(like.id()) ? Fate.QUEUED : Fate.SAMPLED_OUT);
      }
    }
    assertThat(log.predictionCounts().of(Fate.KEPT)).isEqualTo(kept);
    assertThat(log.predictionCounts().of(Fate.SAMPLED_OUT)).isEqualTo(1_000 - kept);
    assertThat(log.predictionCounts().lost()).isZero();
    Map<Long, LoggedPrediction> found = new HashMap<>();
    assertThat(read(LogOffsets.START, found).records()).isEqualTo(kept);
    assertThat(found.values()).allMatch(value -> value.samplingProbability() == 0.25);
  }

  @Test
  void segmentsOfTheLivingStayOpen() throws IOException {
    SegmentFolder segments = new SegmentFolder(folder, LogStream.PREDICTIONS);
    try (PredictionLog log = open(NODE, SMALL)) {
      var told = new java.util.concurrent.CompletableFuture<Fate>();
      assertThat(log.append(LogCases.prediction(1), told::complete)).isEqualTo(Fate.QUEUED);
      assertThat(told.join()).isEqualTo(Fate.KEPT);
      assertThat(segments.sealOrphans(folder, Set.of(NODE))).isZero();
      assertThat(segments.list()).containsValue(SegmentFolder.State.OPEN);
    }
    assertThat(segments.list().values()).containsOnly(SegmentFolder.State.SEALED);
  }
}

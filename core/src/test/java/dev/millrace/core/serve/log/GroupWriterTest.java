package dev.millrace.core.serve.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups, segments, and disks that fail, step by step and without a thread. */
final class GroupWriterTest {
  private static final NodeId NODE = new NodeId("n1");
  private static final Duration RETRY = Duration.ofSeconds(1);

  @TempDir Path folder;

  private final MemorySegments disk = new MemorySegments();
  private final PredictionCodec codec = new PredictionCodec();
  private final List<Fate> fates = new ArrayList<>();
  private final List<LoggedPrediction> promised = new ArrayList<>();
  private final LogTally tally = new LogTally();
  private final RecordQueue queue = new RecordQueue(1 << 14);
  private Instant now = Instant.parse("2026-11-25T00:00:00Z");
  private GroupWriter writer = writer(Durability.PROCESS);
  private int made;

  @BeforeEach
  void begin() throws IOException {
    Files.createDirectories(folder.resolve(LogStream.PREDICTIONS.folder()));
  }

  private GroupWriter writer(Durability durability) {
    LogSettings settings =
        new LogSettings(durability, 2_000, Duration.ofMinutes(1), 1 << 14, Duration.ZERO, RETRY);
    return new GroupWriter(
        queue,
        new SegmentWriter(disk, LogStream.PREDICTIONS, NODE, settings),
        settings,
        () -> now,
        tally);
  }

  private void append(int records) {
    for (int i = 0; i < records; i++) {
      LoggedPrediction value = LogCases.prediction(made++);
      int bytes = Frame.HEADER + codec.size(value);
      long claim = queue.claim(bytes);
      assertThat(claim).isNotNegative();
      assertThat(codec.write(value, queue.memory(), queue.start(claim) + Frame.HEADER))
          .isEqualTo(queue.start(claim) + bytes);
      queue.publish(
          claim,
          bytes,
          fate -> {
            fates.add(fate);
            if (fate == Fate.KEPT) {
              promised.add(value);
            }
          });
    }
  }

  private LogRead read(List<LoggedPrediction> into) throws IOException {
    for (Map.Entry<String, byte[]> file : disk.open.entrySet()) {
      Files.write(stream().resolve(file.getKey() + SegmentName.OPEN), file.getValue());
    }
    for (Map.Entry<String, byte[]> file : disk.sealed.entrySet()) {
      Files.write(stream().resolve(file.getKey() + SegmentName.SEALED), file.getValue());
      Files.deleteIfExists(stream().resolve(file.getKey() + SegmentName.OPEN));
    }
    return LogReader.predictions(folder)
        .read(LogOffsets.START, (value, node, sequence) -> into.add(value));
  }

  private Path stream() {
    return folder.resolve(LogStream.PREDICTIONS.folder());
  }

  private LogRead allPromisedIsRead() throws IOException {
    List<LoggedPrediction> read = new ArrayList<>();
    LogRead result = read(read);
    assertThat(read).containsAll(promised).doesNotHaveDuplicates();
    assertThat(result.damages()).isEmpty();
    return result;
  }

  @Test
  void aGroupIsOneWriteAndEveryoneIsTold() throws IOException {
    append(5);
    assertThat(fates).isEmpty();
    assertThat(writer.step()).isEqualTo(5);
    assertThat(fates).hasSize(5).containsOnly(Fate.KEPT);
    assertThat(tally.counts().groups()).isEqualTo(1);
    assertThat(writer.step()).isZero();
    assertThat(allPromisedIsRead().records()).isEqualTo(5);
  }

  @Test
  void segmentsAreClosedBySize() throws IOException {
    for (int i = 0; i < 20; i++) {
      append(4);
      assertThat(writer.step()).isEqualTo(4);
    }
    assertThat(disk.sealed).hasSizeGreaterThan(3);
    assertThat(disk.sealed.values()).allMatch(bytes -> bytes.length < 2_000 + 1_000);
    LogRead read = allPromisedIsRead();
    assertThat(read.records()).isEqualTo(80);
    assertThat(read.missing()).isZero();
  }

  @Test
  void segmentsAreClosedByAgeAlsoWhenNothingComes() throws IOException {
    append(1);
    assertThat(writer.step()).isEqualTo(1);
    now = now.plus(Duration.ofSeconds(59));
    assertThat(writer.step()).isZero();
    assertThat(disk.sealed).isEmpty();
    now = now.plus(Duration.ofSeconds(1));
    assertThat(writer.step()).isZero();
    assertThat(disk.sealed).hasSize(1);
    assertThat(disk.open).isEmpty();
  }

  @Test
  void aClockThatGoesBackNeitherClosesNorHoldsOpenForEver() throws IOException {
    append(1);
    assertThat(writer.step()).isEqualTo(1);
    now = now.minus(Duration.ofDays(300));
    append(1);
    assertThat(writer.step()).isEqualTo(1);
    assertThat(disk.sealed).isEmpty();
    now = now.plus(Duration.ofMinutes(1));
    assertThat(writer.step()).isZero();
    assertThat(disk.sealed).hasSize(1);
    assertThat(allPromisedIsRead().records()).isEqualTo(2);
  }

  @Test
  void aFullDiskLosesWithAReasonAndRecoversByItself() throws IOException {
    append(3);
    assertThat(writer.step()).isEqualTo(3);
    disk.room.set(100);
    append(4);
    assertThat(writer.step()).isEqualTo(4);
    assertThat(fates.subList(3, 7)).containsOnly(Fate.DISK_FULL);
    assertThat(allPromisedIsRead().pendingBytes()).isZero();
    disk.room.set(Long.MAX_VALUE);
    append(1);
    assertThat(writer.step()).isEqualTo(1);
    assertThat(fates.getLast()).as("rests after a failure").isEqualTo(Fate.DISK_FULL);
    now = now.plus(RETRY);
    append(2);
    assertThat(writer.step()).isEqualTo(2);
    assertThat(fates.subList(8, 10)).containsOnly(Fate.KEPT);
    LogCounts counts = tally.counts();
    assertThat(counts.of(Fate.DISK_FULL)).isEqualTo(5);
    assertThat(counts.lost()).isEqualTo(5);
    assertThat(counts.lastFailure()).contains("No space");
    assertThat(allPromisedIsRead().missing()).isZero();
  }

  @Test
  void aDiskThatWasFullFromTheStartRecovers() throws IOException {
    for (int room = 0; room < 500; room += 37) {
      disk.room.set(room);
      append(3);
      assertThat(writer.step()).isEqualTo(3);
      now = now.plus(RETRY);
    }
    disk.room.set(Long.MAX_VALUE);
    append(3);
    assertThat(writer.step()).isEqualTo(3);
    assertThat(fates.getLast()).isEqualTo(Fate.KEPT);
    assertThat(allPromisedIsRead().records()).isEqualTo(promised.size());
  }

  @Test
  void whatCannotBeCutOffIsATornTail() throws IOException {
    append(3);
    assertThat(writer.step()).isEqualTo(3);
    disk.room.set(100);
    disk.failingCuts.set(1);
    append(3);
    assertThat(writer.step()).isEqualTo(3);
    disk.room.set(Long.MAX_VALUE);
    now = now.plus(RETRY);
    append(3);
    assertThat(writer.step()).isEqualTo(3);
    LogRead read = allPromisedIsRead();
    assertThat(read.records()).isEqualTo(6);
    assertThat(read.tornTails()).isEqualTo(1);
    assertThat(read.tornBytes()).isEqualTo(100);
  }

  @Test
  void onDiskMeansFlushedBeforeAnybodyIsTold() throws IOException {
    writer = writer(Durability.DISK);
    append(1);
    long before = disk.forces.get();
    assertThat(writer.step()).isEqualTo(1);
    assertThat(disk.forces.get()).as("the file and its name").isEqualTo(before + 2);
    append(1);
    assertThat(writer.step()).isEqualTo(1);
    assertThat(disk.forces.get()).isEqualTo(before + 3);
    assertThat(fates).containsOnly(Fate.KEPT);
  }

  @Test
  void aFailedFlushIsALossAndItsFileIsLeft() throws IOException {
    writer = writer(Durability.DISK);
    append(2);
    assertThat(writer.step()).isEqualTo(2);
    disk.failingForces.set(1);
    append(2);
    assertThat(writer.step()).isEqualTo(2);
    assertThat(fates.subList(2, 4)).containsOnly(Fate.WRITE_FAILED);
    assertThat(disk.sealed).hasSize(1);
    now = now.plus(RETRY);
    append(2);
    assertThat(writer.step()).isEqualTo(2);
    assertThat(fates.subList(4, 6)).containsOnly(Fate.KEPT);
    assertThat(allPromisedIsRead().missing()).isZero();
  }

  @Test
  void oneProducersExceptionIsNotAnothersLoss() {
    append(1);
    int bytes = Frame.HEADER + codec.size(LogCases.prediction(0));
    long claim = queue.claim(bytes);
    assertThat(
            codec.write(LogCases.prediction(0), queue.memory(), queue.start(claim) + Frame.HEADER))
        .isPositive();
    queue.publish(
        claim,
        bytes,
        fate -> {
          throw new IllegalStateException("a caller's fault");
        });
    append(1);
    assertThat(writer.step()).isEqualTo(3);
    assertThat(fates).containsExactly(Fate.KEPT, Fate.KEPT);
    assertThat(tally.counts().unheard()).isEqualTo(1);
  }

  @Test
  void roomGivenBackHoldsNobodyUp() {
    append(1);
    queue.abandon(queue.claim(500), 500);
    append(1);
    assertThat(writer.step()).isEqualTo(2);
    queue.abandon(queue.claim(500), 500);
    assertThat(writer.step()).isZero();
    assertThat(queue.isEmpty()).isTrue();
  }
}

package dev.millrace.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.learn.TrainingRows;
import dev.millrace.testkit.engine.ReferenceEngine;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that were handed over are those the process would have gathered. */
final class RowsFileTest {
  private final ReferenceEngine engine = new ReferenceEngine();
  @TempDir Path folder;

  private Path hand(TrainJob job, long mostBytes) throws IOException {
    Path file = folder.resolve(RowsFile.NAME);
    new EngineRows(engine).handover(mostBytes).write(job, file);
    return file;
  }

  private static void same(TrainingRows read, TrainingRows gathered) {
    assertThat(read.labels()).isEqualTo(gathered.labels());
    assertThat(read.features().values()).isEqualTo(gathered.features().values());
    assertThat(read.features().width()).isEqualTo(gathered.features().width());
    assertThat(read.classes()).isEqualTo(gathered.classes());
  }

  @ParameterizedTest
  @EnumSource(Task.class)
  void theRowsOfAFileAreThoseOfTheEngine(Task task) throws IOException {
    TrainJob job = MadeJob.of(engine, task, "a");
    GatheredRows gathered = new EngineRows(engine).gather(job, Long.MAX_VALUE);
    assertThat(gathered.train().labels()).isNotEmpty();
    GatheredRows read = new RowsFile(hand(job, Long.MAX_VALUE)).gather(job, Long.MAX_VALUE);
    same(read.train(), gathered.train());
    same(read.validation(), gathered.validation());
    assertThat(read.test().rows()).isEqualTo(gathered.test().rows());
    assertThat(read.test().values()).isEqualTo(gathered.test().values());
  }

  @Test
  void rowsThatMayTakeTooMuchAreNotHandedOver() throws IOException {
    TrainJob job = MadeJob.of(engine, Task.BINARY, "a");
    long bytes = job.cut().rows() * job.plan().featureNames().size() * Float.BYTES;
    assertThat(hand(job, bytes - 1)).doesNotExist();
    assertThat(hand(job, bytes)).exists();
  }

  @Test
  void aReaderWithLessMemoryRefuses() throws IOException {
    TrainJob job = MadeJob.of(engine, Task.BINARY, "a");
    RowsFile file = new RowsFile(hand(job, Long.MAX_VALUE));
    MillraceException failure =
        catchThrowableOfType(MillraceException.class, () -> file.gather(job, 100));
    assertThat(failure.code()).isEqualTo(ErrorCode.TRAINING_OUT_OF_MEMORY);
  }

  @Test
  void aFileThatWasCutOffIsNamed() throws IOException {
    TrainJob job = MadeJob.of(engine, Task.BINARY, "a");
    Path file = hand(job, Long.MAX_VALUE);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(Files.size(file) - 1);
    }
    MillraceException failure =
        catchThrowableOfType(
            MillraceException.class, () -> new RowsFile(file).gather(job, Long.MAX_VALUE));
    assertThat(failure.code()).isEqualTo(ErrorCode.TRAINING_FAILED);
    assertThat(failure.problems().get(0).text()).contains("too short", file.toString());
  }
}

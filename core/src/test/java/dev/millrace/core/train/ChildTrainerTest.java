package dev.millrace.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.core.stage.StageControl;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.learn.FitProgress;
import dev.millrace.spi.learn.Task;
import dev.millrace.testkit.engine.ReferenceEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChildTrainerTest {
  private static final TrainJob JOB = MadeJob.of(new ReferenceEngine(), Task.BINARY, "table");
  private static final List<TrainedModel> MODELS =
      List.of(new TrainedModel("table", "table 1", Digest.ofBytes(new byte[] {1}), 3, 20));

  @TempDir Path scratch;
  @TempDir Path logs;

  @Test
  void whatTheChildSaysIsToldAndReturned() throws IOException {
    HeardControl control = HeardControl.quiet();
    ScriptedChild child =
        ScriptedChild.ending(
            0,
            JobMessages.progress("table", new FitProgress(1, 2, 0.5)),
            "",
            JobMessages.progress("table", new FitProgress(2, 2, Double.NaN)),
            JobMessages.result(MODELS));
    assertThat(train(child, control)).isEqualTo(MODELS);
    assertThat(control.told())
        .containsExactly("1/2 rounds table, loss 0.50000", "2/2 rounds table");
    try (Stream<Path> left = Files.list(scratch)) {
      assertThat(left).as("job and log of a training that went well").isEmpty();
    }
  }

  @Test
  void theJobTravelsWhole() {
    ChildTrainer trainer =
        new ChildTrainer(
            (job, log) -> {
              assertThat(TrainJob.fromJson(JsonReader.read(Files.readAllBytes(job))))
                  .isEqualTo(JOB);
              assertThat(log).hasParentRaw(logs);
              return ScriptedChild.ending(0, JobMessages.result(MODELS));
            },
            scratch,
            logs,
            RowHandover.NONE);
    assertThat(trainer.train(JOB, HeardControl.quiet())).isEqualTo(MODELS);
  }

  @Test
  void problemsOfTheChildAreThoseOfTheTraining() {
    MillraceException told =
        new MillraceException(
            List.of(
                Problem.of(ErrorCode.LABEL_CONSTANT, "one \"class\"\nonly").found("<x>"),
                Problem.of(ErrorCode.FEATURE_NONE, "none").at("p.yaml:1").next("add one")));
    MillraceException failure = failure(ScriptedChild.ending(1, JobMessages.problems(told)));
    assertThat(failure.problems()).isEqualTo(told.problems());
  }

  @ParameterizedTest
  @CsvSource({
    "0, TRAINING_CHILD_DIED, died",
    "1, TRAINING_CHILD_DIED, died",
    "3, TRAINING_OUT_OF_MEMORY, ran out of memory",
    "134, TRAINING_CHILD_DIED, crashed in native code",
    "137, TRAINING_OUT_OF_MEMORY, was killed",
    "139, TRAINING_CHILD_DIED, crashed in native code",
    "143, TRAINING_OUT_OF_MEMORY, was killed",
  })
  void aChildThatEndsWithoutAResultIsNamedWithItsLog(int code, ErrorCode expected, String what) {
    MillraceException failure =
        failure(
            ScriptedChild.ending(code, JobMessages.progress("table", new FitProgress(1, 2, 1))));
    assertThat(failure.code()).isEqualTo(expected);
    Problem problem = failure.problems().get(0);
    assertThat(problem.what()).contains(what);
    assertThat(problem.found()).isEqualTo("exit code " + code);
    assertThat(Path.of(problem.where())).as("kept to be looked at").hasParentRaw(logs);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Terminating due to java.lang.OutOfMemoryError: Java heap space",
        "{\"progress\":{\"round\":1}}",
        "{\"result\":{\"models\":[{\"learner\":\"x\"}]}}",
        "{\"problems\":[{\"code\":\"NO_SUCH_CODE\",\"what\":\"\",\"where\":\"\",\"found\":\"\","
            + "\"allowed\":\"\",\"next\":\"\"}]}",
        "{\"surprise\":1}",
        "[1,2]",
        "{\"progress\":",
        "%PDF-1.4",
      })
  void anythingElseOnTheLineEndsTheTraining(String line) {
    ScriptedChild child = ScriptedChild.hanging(line + "\n");
    MillraceException failure = failure(child);
    assertThat(failure.code()).isEqualTo(ErrorCode.TRAINING_FAILED);
    assertThat(failure.problems().get(0).found()).isEqualTo(line);
    assertThat(child.isKilled()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"half a message", "\n\n"})
  void aSilentChildIsCancelledToo(String said) {
    for (ErrorCode code : List.of(ErrorCode.CANCELLED, ErrorCode.LEASE_LOST)) {
      ScriptedChild child = ScriptedChild.hanging(said);
      assertThat(failure(child, HeardControl.failing(code, 3)).code()).isEqualTo(code);
      assertThat(child.isKilled()).isTrue();
    }
  }

  @Test
  void aLineWithoutEndIsNotKept() {
    ScriptedChild child = ScriptedChild.hanging("x".repeat(17 << 20));
    MillraceException failure = failure(child);
    assertThat(failure.code()).isEqualTo(ErrorCode.TRAINING_FAILED);
    assertThat(failure.problems().get(0).found()).hasSizeLessThan(300);
    assertThat(child.isKilled()).isTrue();
  }

  @Test
  void aProcessThatCannotBeStartedIsNamed() {
    ChildTrainer trainer =
        new ChildTrainer(
            (job, log) -> {
              throw new IOException("no such program: java");
            },
            scratch,
            logs,
            RowHandover.NONE);
    MillraceException failure =
        catchThrowableOfType(
            MillraceException.class, () -> trainer.train(JOB, HeardControl.quiet()));
    assertThat(failure.code()).isEqualTo(ErrorCode.TRAINING_FAILED);
    assertThat(failure.problems().get(0).text()).contains("no such program: java");
  }

  @Test
  void scratchThatIsNoFolderIsNamed() throws IOException {
    Path file = Files.writeString(scratch.resolve("file"), "");
    ChildTrainer trainer =
        new ChildTrainer(
            (job, log) -> ScriptedChild.ending(0), file.resolve("deeper"), logs, RowHandover.NONE);
    MillraceException failure =
        catchThrowableOfType(
            MillraceException.class, () -> trainer.train(JOB, HeardControl.quiet()));
    assertThat(failure.problems().get(0).text()).contains(file.toString());
  }

  private List<TrainedModel> train(Process child, StageControl control) {
    return new ChildTrainer((job, log) -> child, scratch, logs, RowHandover.NONE)
        .train(JOB, control);
  }

  private MillraceException failure(Process child) {
    return failure(child, HeardControl.quiet());
  }

  private MillraceException failure(Process child, StageControl control) {
    return catchThrowableOfType(MillraceException.class, () -> train(child, control));
  }
}

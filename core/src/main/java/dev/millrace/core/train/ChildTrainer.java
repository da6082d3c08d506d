package dev.millrace.core.train;

import dev.millrace.core.stage.StageControl;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Trains in a child JVM, so that a native crash, a leak or a full heap ends the child and not the
 * program. The child's standard input is held open for as long as this waits: when this process
 * dies, the child reads the end of it and ends too.
 */
public final class ChildTrainer {
  /** What helps when the memory of a training process is too small. */
  public static final String MORE_MEMORY =
      "Give training more under 'training.memory' in home.yaml of the home, keep fewer features, or"
          + " train on fewer rows; finished stages are reused.";

  private static final long LOOK_EVERY_MILLIS = 50;

  /** What a JVM ends with that was told to exit when its heap is full. */
  private static final int OUT_OF_MEMORY = 3;

  private static final int ABORTED = 128 + 6;
  private static final int KILLED = 128 + 9;
  private static final int SEGMENT_FAULT = 128 + 11;
  private static final int TERMINATED = 128 + 15;

  private final JobLauncher launcher;
  private final Path scratch;
  private final Path logs;
  private final RowHandover rows;

  /**
   * @param scratch folder for the job file and the child's own files
   * @param logs folder for the child's log, which stays there when the training fails
   * @param rows hands rows over
   */
  public ChildTrainer(JobLauncher launcher, Path scratch, Path logs, RowHandover rows) {
    this.launcher = launcher;
    this.scratch = scratch;
    this.logs = logs;
    this.rows = rows;
  }

  /** Runs the job; the child is gone when this returns, and its folder too unless it failed. */
  public List<TrainedModel> train(TrainJob job, StageControl control) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory(Files.createDirectories(scratch), "train-");
      Path file = Files.write(folder.resolve("job.json"), CanonicalJson.bytes(job.toJson()));
      Path log = Files.createDirectories(logs).resolve(folder.getFileName() + ".log");
      List<TrainedModel> trained = train(job, file, log, control);
      remove(folder);
      Files.deleteIfExists(log);
      return trained;
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.TRAINING_FAILED, "the training process cannot be started")
              .at(String.valueOf(folder == null ? scratch : folder))
              .found(FileFault.words(e))
              .next("Check that the folder may be written and that its disk has room."),
          e);
    }
  }

  /** What was handed over goes in any case: it may be as large as the data. */
  private List<TrainedModel> train(TrainJob job, Path file, Path log, StageControl control)
      throws IOException {
    Path handed = file.resolveSibling(RowsFile.NAME);
    try {
      rows.write(job, handed);
      control.check();
      return follow(launcher.launch(file, log), log, control);
    } finally {
      Files.deleteIfExists(handed);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Looks at the child often, so that a silent one can be cancelled too. */
  private static List<TrainedModel> follow(Process process, Path log, StageControl control)
      throws IOException {
    ChildMessages messages = new ChildMessages(log, control);
    try (InputStream out = process.getInputStream()) {
      while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        messages.add(out.readNBytes(out.available()));
        control.check();
      }
      messages.add(out.readAllBytes());
      messages.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.of(ErrorCode.CANCELLED, "the training was interrupted")
          .next("Run it again: finished stages are reused.")
          .asException();
    } finally {
      process.destroyForcibly();
      process.onExit().join();
    }
    return messages.result().orElseThrow(() -> died(process.exitValue(), log));
  }

  private static MillraceException died(int code, Path log) {
    ErrorCode kind = ErrorCode.TRAINING_CHILD_DIED;
    String what = "the training process died";
    String next = "See the end of its log; run again to retry, finished stages are reused.";
    if (code == OUT_OF_MEMORY) {
      kind = ErrorCode.TRAINING_OUT_OF_MEMORY;
      what = "the training process ran out of memory";
      next = MORE_MEMORY;
    } else if (code == KILLED || code == TERMINATED) {
      kind = ErrorCode.TRAINING_OUT_OF_MEMORY;
      what = "the training process was killed, perhaps by the system for want of memory";
      next += " When the machine is short of memory, keep fewer features or train on fewer rows.";
    } else if (code == ABORTED || code == SEGMENT_FAULT) {
      what = "the training process crashed in native code";
    }
    return Problem.of(kind, what)
        .at(log.toString())
        .found("exit code " + code)
        .next(next)
        .asException();
  }
}

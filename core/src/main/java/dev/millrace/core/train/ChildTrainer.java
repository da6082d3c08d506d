package dev.millrace.core.train;

import dev.millrace.core.stage.StageControl;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Trains in a child JVM, so that a native crash, a leak or a full heap ends the child and not the
 * program. The child's standard input is held open for as long as this waits: when this process
 * dies, the child reads the end of it and ends too.
 */
public final class ChildTrainer {
  private final JobLauncher launcher;
  private final Path scratch;
  private final Path logs;

  /**
   * @param scratch folder for the job file and the child's own files
   * @param logs folder for the child's log, which stays there when the training fails
   */
  public ChildTrainer(JobLauncher launcher, Path scratch, Path logs) {
    this.launcher = launcher;
    this.scratch = scratch;
    this.logs = logs;
  }

  /** Runs the job; the child is gone when this returns. */
  public List<TrainedModel> train(TrainJob job, StageControl control) {
    Path folder = folder();
    Path log = logs.resolve(folder.getFileName() + ".log");
    try {
      Path file = Files.write(folder.resolve("job.json"), CanonicalJson.bytes(job.toJson()));
      List<TrainedModel> trained = follow(launcher.launch(file, log), log, control);
      Files.deleteIfExists(log);
      return trained;
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.TRAINING_FAILED, "the training process cannot be started")
              .at(folder.toString())
              .found(String.valueOf(e.getMessage())),
          e);
    }
  }

  private Path folder() {
    try {
      return Files.createTempDirectory(Files.createDirectories(scratch), "train-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<TrainedModel> follow(Process process, Path log, StageControl control)
      throws IOException {
    Optional<List<TrainedModel>> result = Optional.empty();
    Optional<MillraceException> failure = Optional.empty();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        control.check();
        JsonObject message = message(line, log);
        for (String kind : message.names()) {
          switch (kind) {
            case "progress" -> report(message.object(kind), control);
            case "result" -> result = Optional.of(new TrainedForm().fromJson(message.value(kind)));
            case "problems" -> failure = Optional.of(JobMessages.failure(message.items(kind)));
            default -> throw new JsonSyntaxException("a message '" + kind + "'", null);
          }
        }
      }
    } finally {
      process.destroy();
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return result.orElseThrow(() -> died(process, log));
  }

  private static JsonObject message(String line, Path log) {
    try {
      return JsonObject.of(JsonReader.read(line.getBytes(StandardCharsets.UTF_8)));
    } catch (JsonSyntaxException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.TRAINING_FAILED, "the training process wrote something unexpected")
              .at(log.toString())
              .found(line),
          e);
    }
  }

  private static void report(JsonObject progress, StageControl control) {
    Optional<Json> loss = progress.find("loss");
    control.progress(
        progress.whole("round"),
        progress.whole("rounds"),
        "rounds",
        progress.text("learner")
            + loss.map(v -> ", loss " + round(JsonObject.real("loss", v))).orElse(""));
  }

  private static String round(double loss) {
    return String.format(java.util.Locale.ROOT, "%.5f", loss);
  }

  private static MillraceException died(Process process, Path log) {
    int code;
    try {
      code = process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Problem.of(ErrorCode.CANCELLED, "the training was interrupted").asException();
    }
    boolean killed = code == 137 || code == 143;
    return Problem.of(
            killed ? ErrorCode.TRAINING_OUT_OF_MEMORY : ErrorCode.TRAINING_CHILD_DIED,
            killed
                ? "the training process was killed, perhaps by the system for want of memory"
                : "the training process died")
        .at(log.toString())
        .found("exit code " + code)
        .next("See the end of its log; run again to retry, finished stages are reused.")
        .asException();
  }
}

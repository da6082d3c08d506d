package dev.millrace.core.train;

import dev.millrace.core.stage.StageControl;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link JobMessages} as their bytes arrive, in pieces of any size. A line that is no message
 * ends the training: what wrote it is not the program this one started. Not thread-safe.
 */
final class ChildMessages {
  private static final int LONGEST_LINE = 16 << 20;
  private static final int MOST_SHOWN = 200;

  private final Path log;
  private final StageControl control;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private Optional<List<TrainedModel>> result = Optional.empty();
  private Optional<MillraceException> failure = Optional.empty();

  /**
   * @param log where the child logs, to be named in problems
   */
  ChildMessages(Path log, StageControl control) {
    this.log = log;
    this.control = control;
  }

  void add(byte[] bytes) {
    for (byte b : bytes) {
      if (b == '\n') {
        end();
      } else if (line.size() == LONGEST_LINE) {
        throw unexpected(line.toString(StandardCharsets.UTF_8), null);
      } else {
        line.write(b);
      }
    }
  }

  /** Takes what has come as a whole line; nothing is no line. */
  void end() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (text.isBlank()) {
      return;
    }
    try {
      JsonObject message =
          JsonObject.of(JsonReader.read(text.getBytes(StandardCharsets.UTF_8)))
              .only("progress", "result", "problems");
      for (String kind : message.names()) {
        switch (kind) {
          case "progress" -> report(message.object(kind));
          case "result" -> result = Optional.of(new TrainedForm().fromJson(message.value(kind)));
          default -> failure = Optional.of(JobMessages.failure(message.items(kind)));
        }
      }
    } catch (JsonSyntaxException | IllegalArgumentException e) {
      throw unexpected(text, e);
    }
  }

  /** The trained models; empty when none were told. Throws the problems the child ended with. */
  Optional<List<TrainedModel>> result() {
    if (failure.isPresent()) {
      throw failure.get();
    }
    return result;
  }

  private void report(JsonObject progress) {
    Optional<Json> loss = progress.find("loss");
    control.progress(
        progress.whole("round"),
        progress.whole("rounds"),
        "rounds",
        progress.text("learner")
            + loss.map(v -> String.format(Locale.ROOT, ", loss %.5f", JsonObject.real("loss", v)))
                .orElse(""));
  }

  private MillraceException unexpected(String text, @Nullable Exception cause) {
    String shown = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
    Problem problem =
        Problem.of(ErrorCode.TRAINING_FAILED, "the training process wrote something unexpected")
            .at(log.toString())
            .found(shown)
            .next("See its log; run again to retry, finished stages are reused.");
    return cause == null ? problem.asException() : new MillraceException(problem, cause);
  }
}

package dev.millrace.cli;

import dev.millrace.core.queue.QueuePlace;
import dev.millrace.core.queue.QueueState;
import dev.millrace.core.queue.RunQueue;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace runs cancel}: a run that waits leaves the queue, one that runs ends soon. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = "Cancel a run of this machine that waits in the queue or is running.",
    footer = {"", "Example:", "  millrace runs cancel 3f9c2a1b --reason \"wrong file\""})
final class RunCancelCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Parameters(paramLabel = "RUN", description = "A run id, or how it begins.")
  String run = "";

  @Option(names = "--reason", required = true, description = "Why, for the record.")
  String reason = "";

  RunCancelCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      RunQueue queue = RunPlace.queue(home);
      QueueState state = queue.find(Users.PROJECT);
      List<QueuePlace> found =
          state.places().filter(place -> place.run().value().startsWith(run)).toList();
      if (found.size() != 1) {
        throw Problem.of(
                ErrorCode.RUN_UNKNOWN,
                found.isEmpty()
                    ? "no such run waits or runs on this machine"
                    : "several runs begin so")
            .found(run)
            .next("See what waits and runs with: millrace runs")
            .asException();
      }
      QueuePlace place = found.getFirst();
      var _ = queue.cancel(Users.change(reason, home.clock().instant()), place.run());
      boolean running = state.isRunning(place.run());
      if (common.json) {
        terminal
            .out()
            .println(
                CanonicalJson.text(
                    Json.members()
                        .put("run", place.run().value())
                        .put("pipeline", place.pipeline().value())
                        .flag("running", running)
                        .build()));
      } else {
        terminal
            .out()
            .println(
                "run "
                    + place.run().brief()
                    + " of "
                    + place.pipeline()
                    + (running ? " ends at its next check" : " leaves the queue"));
      }
    }
    return 0;
  }
}

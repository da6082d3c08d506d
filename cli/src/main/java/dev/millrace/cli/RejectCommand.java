package dev.millrace.cli;

import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.spi.id.Change;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace releases reject}: a proposal goes no further. */
@Command(
    name = "reject",
    mixinStandardHelpOptions = true,
    description = "Reject a version that awaits approval, or take the own proposal back.",
    footer = {
      "",
      "Example:",
      "  millrace releases reject chicago-taxi 4 --reason \"worse on airport trips\""
    })
final class RejectCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;
  @Mixin ReleasesCommand.Target target;

  @Parameters(index = "1", paramLabel = "VERSION", description = "The version that was looked at.")
  int version;

  @Option(names = "--reason", required = true, description = "Why, for the record.")
  String reason = "";

  @Option(names = "--dry-run", description = "Say what would happen, and do nothing.")
  boolean dryRun;

  RejectCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      Change change = Users.change(reason, home.clock().instant());
      return new ReleaseStep(
              terminal,
              common,
              home,
              dryRun ? ReleaseStep.Doing.PREVIEW : ReleaseStep.Doing.FOR_REAL)
          .apply(change, target.target(), new ReleaseEvent.Reject(version, change.actor(), reason));
    }
  }
}

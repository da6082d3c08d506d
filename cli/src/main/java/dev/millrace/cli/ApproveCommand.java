package dev.millrace.cli;

import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.Servers;
import dev.millrace.spi.id.Change;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace releases approve}: somebody else agrees to what was proposed. */
@Command(
    name = "approve",
    mixinStandardHelpOptions = true,
    description = "Agree to a version that awaits approval; who made or proposed it cannot.",
    footer = {
      "",
      "Example:",
      "  millrace releases approve chicago-taxi 4 --reason \"looked at slices and costs\""
    })
final class ApproveCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;
  @Mixin ReleasesCommand.Target target;

  @Parameters(index = "1", paramLabel = "VERSION", description = "The version that was looked at.")
  int version;

  @Option(names = "--reason", required = true, description = "Why, for the record.")
  String reason = "";

  @Option(names = "--dry-run", description = "Say what would happen, and do nothing.")
  boolean dryRun;

  ApproveCommand(Terminal terminal) {
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
          .apply(
              change,
              target.target(),
              new ReleaseEvent.Approve(
                  version,
                  change.actor(),
                  Servers.listening(
                      home.store().stores().serving().nodes(),
                      target.target().environment(),
                      change.at())));
    }
  }
}

package dev.millrace.cli;

import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.ReleaseState;
import dev.millrace.core.release.Releases;
import dev.millrace.core.release.Servers;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.Stores;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace releases promote}: what is live in one environment goes to another. */
@Command(
    name = "promote",
    mixinStandardHelpOptions = true,
    description = {
      "Release in one environment what is live in another, to the byte: scorer, schema, decision"
          + " and reference."
    },
    footer = {
      "",
      "Example:",
      "  millrace releases promote chicago-taxi --from staging --reason \"a week without findings\""
    })
final class PromoteCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Parameters(paramLabel = "MODEL", description = "Name of the model.")
  String model = "";

  @Option(
      names = "--from",
      required = true,
      paramLabel = "NAME",
      description = "Environment it is live in.")
  String from = "";

  @Option(
      names = "--to",
      paramLabel = "NAME",
      description = "Environment it goes to (default: ${DEFAULT-VALUE}).")
  String to = EnvironmentName.PRODUCTION.value();

  @Mixin TrafficSteps traffic = new TrafficSteps();

  @Option(names = "--reason", required = true, description = "Why, for the record.")
  String reason = "";

  @Option(names = "--dry-run", description = "Say what would happen, and do nothing.")
  boolean dryRun;

  PromoteCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ModelName name = new ModelName(model);
    ReleaseTarget source = new ReleaseTarget(name, new EnvironmentName(from));
    ReleaseTarget target = new ReleaseTarget(name, new EnvironmentName(to));
    if (source.equals(target)) {
      throw Problem.of(ErrorCode.USAGE, "a promotion goes from one environment to another")
          .at("--to")
          .found(to)
          .asException();
    }
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      Stores stores = home.store().stores();
      ReleaseState there = Releases.find(stores, Users.PROJECT, source);
      ReleaseContent content = settled(source, there);
      Change change =
          Users.change(
              "promoted from " + from + ", epoch " + there.epoch() + ": " + reason,
              home.clock().instant());
      return new ReleaseStep(
              terminal,
              common,
              home,
              dryRun ? ReleaseStep.Doing.PREVIEW : ReleaseStep.Doing.FOR_REAL)
          .apply(
              change,
              target,
              new ReleaseEvent.Propose(
                  change.key(),
                  content,
                  traffic.strategy(),
                  Servers.listening(stores.serving().nodes(), target.environment(), change.at())));
    }
  }

  /** What is live and not about to be something else. */
  private static ReleaseContent settled(ReleaseTarget source, ReleaseState state) {
    state
        .rollout()
        .filter(rollout -> !rollout.isWhole())
        .ifPresent(
            rollout -> {
              throw Problem.of(ErrorCode.CONFLICT, "a release is under way where it comes from")
                  .at(source.toString())
                  .found("version " + rollout.candidate().version())
                  .next("Wait for its end, or take it back with: millrace releases rollback")
                  .asException();
            });
    return state
        .live()
        .orElseThrow(
            () ->
                Problem.of(ErrorCode.MODEL_NOT_RELEASED, "no version is live where it comes from")
                    .found(source.toString())
                    .next("See what is live with: millrace releases list")
                    .asException());
  }
}

package dev.millrace.cli;

import dev.millrace.core.release.ReleaseContents;
import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.Releases;
import dev.millrace.core.release.Servers;
import dev.millrace.core.serve.RolloutProgress;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.Stores;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace releases}: what is live, what was, and how that changes. */
@Command(
    name = "releases",
    mixinStandardHelpOptions = true,
    description = "Show what is live and what was, release a version, approve it, roll back.",
    subcommands = {PromoteCommand.class, ApproveCommand.class, RejectCommand.class},
    footer = {
      "",
      "Examples:",
      "  millrace releases list",
      "  millrace releases create chicago-taxi 3 --steps 5,25,100 --reason \"signed off\"",
      "  millrace releases rollback chicago-taxi --reason \"worse on airport trips\"",
      "  millrace releases live chicago-taxi --at 2026-03-01T12:00:00Z"
    })
final class ReleasesCommand implements Runnable {
  @Spec CommandSpec spec;

  private final Terminal terminal;

  ReleasesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Which release is meant. */
  static final class Target {
    @Parameters(index = "0", paramLabel = "MODEL", description = "Name of the model.")
    String model = "";

    @Option(
        names = "--environment",
        description = "Environment it is released to (default: ${DEFAULT-VALUE}).")
    String environment = EnvironmentName.PRODUCTION.value();

    ReleaseTarget target() {
      return new ReleaseTarget(new ModelName(model), new EnvironmentName(environment));
    }
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "one of list, show, live, create, promote, approve, reject, rollback is missing");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "What is live now and what awaits approval, of every model everywhere.",
      footer = {"", "Example:", "  millrace releases list --json"})
  int list(@Mixin CommonOptions common) {
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      Stores stores = home.store().stores();
      new ReleaseScreen(terminal, common.form())
          .list(
              stores.serving().releases().current(Users.PROJECT),
              Releases.awaited(stores, Users.PROJECT));
    }
    return 0;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "The release log of a model, newest first, and a candidate on its way.",
      footer = {"", "Example:", "  millrace releases show chicago-taxi"})
  int show(
      @Mixin CommonOptions common,
      @Mixin Target target,
      @Option(names = "--limit", description = "Most epochs shown (default: 20).")
          @Nullable Integer limit) {
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      Stores stores = home.store().stores();
      var _ = stores.registryQueries().loadModel(Users.PROJECT, target.target().model());
      new ReleaseScreen(terminal, common.form())
          .show(
              Releases.find(stores, Users.PROJECT, target.target()),
              rollout ->
                  RolloutProgress.of(
                      stores.serving().nodes(),
                      target.target().environment(),
                      rollout,
                      home.clock().instant()),
              stores
                  .serving()
                  .releases()
                  .list(
                      Users.PROJECT,
                      target.target(),
                      Math.clamp(limit == null ? 20 : limit, 1, 1000)));
    }
    return 0;
  }

  @Command(
      name = "live",
      mixinStandardHelpOptions = true,
      description = "What was live at a time, as it was decided, and which servers served it.",
      footer = {"", "Example:", "  millrace releases live chicago-taxi --at 2026-03-01T12:00:00Z"})
  int live(
      @Mixin CommonOptions common,
      @Mixin Target target,
      @Option(names = "--at", paramLabel = "TIME", description = "An instant (default: now).")
          @Nullable String at) {
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      Stores stores = home.store().stores();
      Instant when = at == null ? home.clock().instant() : instant(at);
      var _ = stores.registryQueries().loadModel(Users.PROJECT, target.target().model());
      Optional<ReleaseEpoch> epoch =
          stores.serving().releases().at(Users.PROJECT, target.target(), when);
      new ReleaseScreen(terminal, common.form())
          .live(
              epoch,
              epoch
                  .map(
                      found ->
                          stores
                              .serving()
                              .releases()
                              .served(Users.PROJECT, target.target(), found.number()))
                  .orElse(List.of()),
              when);
    }
    return 0;
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description =
          "Release a version: at once, with growing shares of the traffic, or as a plan says.",
      footer = {
        "",
        "Example:",
        "  millrace releases create chicago-taxi 3 --steps 5,25,100 --reason \"signed off\"",
        "  millrace releases create chicago-taxi 3 --plan shadow.yaml --reason \"to be compared\""
      })
  int create(
      @Mixin CommonOptions common,
      @Mixin Target target,
      @Parameters(index = "1", paramLabel = "VERSION", description = "Number of the version.")
          int version,
      @Mixin TrafficSteps traffic,
      @Option(names = "--reason", required = true, description = "Why, for the record.")
          String reason,
      @Option(names = "--dry-run", description = "Say what would happen, and do nothing.")
          boolean dryRun) {
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      Stores stores = home.store().stores();
      Change change = Users.change(reason, home.clock().instant());
      ModelVersion found =
          stores.registryQueries().loadVersion(Users.PROJECT, target.target().model(), version);
      return new ReleaseStep(
              terminal,
              common,
              home,
              dryRun ? ReleaseStep.Doing.PREVIEW : ReleaseStep.Doing.FOR_REAL)
          .apply(
              change,
              target.target(),
              new ReleaseEvent.Propose(
                  change.key(),
                  ReleaseContents.of(stores, Users.PROJECT, found),
                  traffic.strategy(),
                  Servers.listening(
                      stores.serving().nodes(), target.target().environment(), change.at())));
    }
  }

  @Command(
      name = "rollback",
      mixinStandardHelpOptions = true,
      description =
          "Put back what was live before, or take a candidate that has part of the traffic back.",
      footer = {"", "Example:", "  millrace releases rollback chicago-taxi --reason \"worse\""})
  int rollback(
      @Mixin CommonOptions common,
      @Mixin Target target,
      @Option(names = "--to", paramLabel = "VERSION", description = "A version live before.")
          @Nullable Integer to,
      @Option(
              names = "--epoch",
              paramLabel = "EPOCH",
              description = "Only while this epoch is in force.")
          @Nullable Long epoch,
      @Option(names = "--reason", required = true, description = "Why, for the record.")
          String reason,
      @Option(names = "--dry-run", description = "Say what would happen, and do nothing.")
          boolean dryRun) {
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      return new ReleaseStep(
              terminal,
              common,
              home,
              dryRun ? ReleaseStep.Doing.PREVIEW : ReleaseStep.Doing.FOR_REAL)
          .apply(
              Users.change(reason, home.clock().instant()),
              target.target(),
              new ReleaseEvent.RollBack(
                  to == null ? OptionalInt.empty() : OptionalInt.of(to),
                  epoch == null ? OptionalLong.empty() : OptionalLong.of(epoch),
                  reason));
    }
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.of(ErrorCode.USAGE, "this is not an instant")
          .at("--at")
          .found(text)
          .allowed("such as 2026-03-01T12:00:00Z")
          .asException();
    }
  }
}

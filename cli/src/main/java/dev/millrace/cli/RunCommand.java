package dev.millrace.cli;

import dev.millrace.core.flow.StageRange;
import dev.millrace.core.flow.Stages;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.StageName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace run}: the flow from a source to a registered model. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Run a pipeline: read, check, prepare, train, evaluate, judge, register.",
    footer = {"", "Example:", "  millrace run examples/chicago-taxi/pipeline.yaml"})
final class RunCommand implements Callable<Integer> {
  static final String UNTIL_INPUT_ENDS = "--until-input-ends";

  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "The pipeline (pipeline.yaml).")
  @Nullable Path file;

  @Option(
      names = "--from",
      paramLabel = "STAGE",
      description = "Make this stage and the later ones again.")
  @Nullable String from;

  @Option(names = "--until", paramLabel = "STAGE", description = "Stop after this stage.")
  @Nullable String until;

  @Option(
      names = "--only",
      paramLabel = "STAGE",
      description = "Make only this stage again, compare its result with the stored one, and stop.")
  @Nullable String only;

  @Option(
      names = "--backfill",
      paramLabel = "RANGE",
      description = {
        "One run for each span of the dates in source.files, such as 2024-01..2024-12;",
        "spans that were run with the same inputs are left out, and nothing is released."
      })
  @Nullable String backfill;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
  String reason = "run by hand";

  @Option(
      names = UNTIL_INPUT_ENDS,
      hidden = true,
      description = "End when standard input does: whoever started this is gone then.")
  boolean untilInputEnds;

  RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (untilInputEnds) {
      TrainProcess.watchParent(System.in);
    }
    Path pipeline = file == null ? Path.of("pipeline.yaml") : file;
    if (only != null && (from != null || until != null)) {
      throw Problem.of(ErrorCode.USAGE, "--only is --from and --until at once")
          .at("--only")
          .found(only)
          .next("Give --only alone, or --from and --until.")
          .asException();
    }
    StageRange range =
        stage("--only", only)
            .map(StageRange::only)
            .orElseGet(() -> new StageRange(stage("--from", from), stage("--until", until)));
    PipelineRun run =
        new PipelineRun(terminal, common, pipeline, range, Users.requirePlain(reason));
    return backfill == null
        ? run.run().exitCode()
        : new BackfillRun(terminal, common, pipeline, run).run(backfill);
  }

  private static Optional<StageName> stage(String option, @Nullable String name) {
    if (name == null) {
      return Optional.empty();
    }
    List<String> names = Stages.IN_ORDER.stream().map(StageName::value).toList();
    if (!names.contains(name)) {
      throw Problem.of(ErrorCode.USAGE, "there is no such stage")
          .at(option)
          .found(name)
          .allowed(String.join(", ", names))
          .asException();
    }
    return Optional.of(new StageName(name));
  }
}

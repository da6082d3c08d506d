package dev.millrace.cli;

import dev.millrace.core.flow.PipelineConfig;
import dev.millrace.core.flow.SchemaFile;
import dev.millrace.core.flow.Stages;
import dev.millrace.core.validate.ColumnRule;
import dev.millrace.core.validate.Finding;
import dev.millrace.core.validate.SchemaYaml;
import dev.millrace.core.validate.TableSchema;
import dev.millrace.core.validate.Validation;
import dev.millrace.core.validate.ValidationForm;
import dev.millrace.core.validate.ValidationJson;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.spi.store.LoadedRun;
import dev.millrace.spi.store.RunPage;
import dev.millrace.spi.store.RunSummary;
import dev.millrace.spi.store.StageRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace schema}: what is expected of the data, and how the last data differed. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = "Show the schema, compare it with the last data, accept a difference.",
    footer = {
      "",
      "Examples:",
      "  millrace schema show",
      "  millrace schema accept ENUM_TYPE_UNEXPECTED_STRING_VALUES:company"
    })
final class SchemaCommand implements Runnable {
  @Spec CommandSpec spec;

  private final Terminal terminal;

  SchemaCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "one of show, diff, accept is missing");
  }

  /** Which pipeline's schema is meant. */
  static final class PipelineOption {
    @Option(
        names = "--pipeline",
        paramLabel = "FILE",
        description = "The pipeline (default: pipeline.yaml).")
    Path file = Path.of("pipeline.yaml");
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Show the accepted schema.",
      footer = {
        "",
        "Example:",
        "  millrace schema show --pipeline examples/chicago-taxi/pipeline.yaml"
      })
  int show(@Mixin CommonOptions common, @Mixin PipelineOption pipeline) {
    TableSchema schema = accepted(pipeline.file);
    if (common.json) {
      print(Json.members().put("yaml", SchemaYaml.write(schema, "")).build());
    } else {
      terminal.out().print(SchemaYaml.write(schema, ""));
    }
    return 0;
  }

  @Command(
      name = "diff",
      mixinStandardHelpOptions = true,
      description = "Show where the last data differed from the schema.",
      footer = {"", "Example:", "  millrace schema diff"})
  int diff(@Mixin CommonOptions common, @Mixin PipelineOption pipeline) {
    Validation validation = last(common, pipeline.file);
    if (common.json) {
      print(ValidationJson.differences(validation, accepted(pipeline.file)));
      return 0;
    }
    if (validation.findings().isEmpty()) {
      terminal.out().println("the last data was as the schema expects");
    }
    TableSchema schema = accepted(pipeline.file);
    for (Finding finding : validation.findings()) {
      terminal
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%s: %s; found %s; allowed: %s",
                  finding.id(),
                  finding.what(),
                  finding.found(),
                  finding.allowed()));
      finding
          .relaxed()
          .ifPresent(
              rule -> {
                Optional<ColumnRule> now = schema.find(rule.field().name());
                now.ifPresent(known -> lines("- ", SchemaYaml.writeRule(known)));
                lines("+ ", SchemaYaml.writeRule(now.flatMap(finding::relax).orElse(rule)));
              });
    }
    return 0;
  }

  private void lines(String mark, String text) {
    text.lines().forEach(line -> terminal.out().println("  " + mark + line));
  }

  @Command(
      name = "accept",
      mixinStandardHelpOptions = true,
      description =
          "Relax the schema by what an anomaly needs; the rest of the file stays as it is.",
      footer = {"", "Example:", "  millrace schema accept FLOAT_TYPE_SMALL_FLOAT:fare"})
  int accept(
      @Mixin CommonOptions common,
      @Mixin PipelineOption pipeline,
      @Parameters(paramLabel = "ANOMALY", description = "Its id, as 'schema diff' shows it.")
          String id) {
    Validation validation = last(common, pipeline.file);
    Finding finding =
        validation.findings().stream()
            .filter(f -> f.id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.of(ErrorCode.USAGE, "the last run found no such anomaly")
                        .found(id)
                        .allowed(
                            String.join(
                                ", ", validation.findings().stream().map(Finding::id).toList()))
                        .asException());
    if (finding.relaxed().isEmpty()) {
      throw Problem.of(ErrorCode.USAGE, "no single rule of the schema can allow this")
          .found(id)
          .next("Change the schema by hand: it is a text file.")
          .asException();
    }
    TableSchema now = accepted(pipeline.file);
    ColumnRule wanted = finding.relaxed().get();
    ColumnRule rule = now.find(wanted.field().name()).flatMap(finding::relax).orElse(wanted);
    SchemaFile file = schemaFile(pipeline.file);
    file.accept(rule);
    if (common.json) {
      print(Json.members().put("accepted", id).put("file", file.path().toString()).build());
    } else {
      terminal.out().println("changed " + file.path() + ":");
      lines("+ ", SchemaYaml.writeRule(rule));
    }
    return 0;
  }

  private static SchemaFile schemaFile(Path pipeline) {
    Path file = pipeline.toAbsolutePath().normalize();
    PipelineConfig config = PipelineRun.read(file);
    return new SchemaFile(file.resolveSibling(config.schema()));
  }

  private static TableSchema accepted(Path pipeline) {
    SchemaFile file = schemaFile(pipeline);
    return file.find()
        .orElseThrow(
            () ->
                Problem.of(ErrorCode.SCHEMA_INVALID, "there is no schema yet")
                    .at(file.path().toString())
                    .next("Run the pipeline once: the first run writes one.")
                    .asException());
  }

  /** What the newest run of the pipeline that got so far found. */
  private static Validation last(CommonOptions common, Path pipeline) {
    Path file = pipeline.toAbsolutePath().normalize();
    PipelineConfig config = PipelineRun.read(file);
    Path folder = file.resolveSibling("");
    try (OpenHome home = OpenHome.existing(common.home(folder))) {
      List<RunSummary> runs =
          home.store()
              .stores()
              .runQueries()
              .list(Users.PROJECT, RunPage.newest(50).of(config.name()));
      for (RunSummary run : runs) {
        LoadedRun loaded = home.store().stores().runQueries().load(Users.PROJECT, run.run());
        Optional<StageRecord> validated =
            loaded.stages().stream()
                .filter(stage -> stage.commit().stage().equals(Stages.VALIDATE))
                .findFirst();
        if (validated.isPresent()) {
          return new ValidationForm().fromJson(validated.get().commit().result().value());
        }
      }
    }
    throw Problem.of(ErrorCode.RUN_UNKNOWN, "no run of this pipeline has checked data yet")
        .found(config.name().value())
        .next("Run it: millrace run " + pipeline)
        .asException();
  }

  private void print(Json json) {
    terminal.out().println(CanonicalJson.text(json));
  }
}

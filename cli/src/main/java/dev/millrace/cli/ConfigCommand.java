package dev.millrace.cli;

import dev.millrace.core.flow.PipelineSchema;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code millrace config}: what may be written into the files of Millrace. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Tell editors what may be written into a pipeline.",
    footer = {"", "Example:", "  millrace config schema --output pipeline.schema.json"})
final class ConfigCommand implements Runnable {
  @Spec CommandSpec spec;

  private final Terminal terminal;

  ConfigCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "schema is missing");
  }

  @Command(
      name = "schema",
      mixinStandardHelpOptions = true,
      description = "Print the JSON Schema of pipelines, for completion in editors.",
      footer = {
        "",
        "Example:",
        "  millrace config schema --output pipeline.schema.json",
        "",
        "An editor with YAML support uses it when pipeline.yaml begins with:",
        "  # yaml-language-server: $schema=pipeline.schema.json"
      })
  int schema(
      @Option(
              names = "--output",
              paramLabel = "FILE",
              description = "Where it goes (default: standard output).")
          @Nullable Path output) {
    String schema = PipelineSchema.text(OpenHome.learners());
    if (output == null) {
      terminal.out().print(schema);
      return 0;
    }
    try {
      Files.writeString(output, schema);
      terminal.err().println("wrote " + output);
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.FILE_UNWRITABLE, "the schema cannot be written")
              .at(output.toString())
              .found(e.getClass().getSimpleName()),
          e);
    }
    return 0;
  }
}

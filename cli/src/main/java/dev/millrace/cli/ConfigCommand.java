package dev.millrace.cli;

import dev.millrace.core.flow.PipelineSchema;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonReader;
import java.nio.charset.StandardCharsets;
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
          @Nullable Path output,
      @Option(
              names = "--json",
              description = "One JSON document: the schema on one line, or the file it went to.")
          boolean json) {
    String schema = PipelineSchema.text(OpenHome.learners());
    if (output == null) {
      terminal.out().print(json ? oneLine(schema) : schema);
      return 0;
    }
    OutputFile.write(output, schema);
    if (json) {
      terminal
          .out()
          .println(CanonicalJson.text(Json.members().put("file", output.toString()).build()));
    } else {
      terminal.err().println("wrote " + output);
    }
    return 0;
  }

  private static String oneLine(String schema) {
    return CanonicalJson.text(JsonReader.read(schema.getBytes(StandardCharsets.UTF_8))) + "\n";
  }
}

package dev.millrace.cli;

import dev.millrace.core.flow.PipelineConfig;
import dev.millrace.core.flow.RunSummary;
import dev.millrace.core.flow.StageRange;
import dev.millrace.core.ingest.NamedFile;
import dev.millrace.core.ingest.SourceDiscovery;
import dev.millrace.core.policy.PolicyFile;
import dev.millrace.core.policy.ReadableFiles;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.server.grpc.GrpcServer;
import dev.millrace.server.http.Server;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.store.ModelVersion;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace up}: from a data file to a server that answers, in one command. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Write a pipeline for a data file, run it and serve its model, until Ctrl-C.",
    footer = {"", "Example:", "  millrace up trips.csv.gz --label tips --port 8080"})
final class UpCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Parameters(paramLabel = "FILE", description = "CSV, JSON or Parquet file to learn from.")
  Path file = Path.of("");

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description = "Column to predict (else guessed).")
  @Nullable String label;

  @Option(names = "--name", description = "Name of the pipeline (else the file's).")
  @Nullable String name;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "The pipeline; one that is there is used as it is. Default: ${DEFAULT-VALUE}.")
  Path output = Path.of("pipeline.yaml");

  @Option(
      names = "--port",
      description = "Port to listen at; 0 takes any free one (else as server.yaml says, or 8080).")
  @Nullable Integer port;

  UpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    ServeCommand.requirePort(port);
    Path pipeline = output.toAbsolutePath().normalize();
    Path folder = pipeline.resolveSibling("");
    Path home = common.home(folder);
    // Before minutes of training are spent on what cannot be served.
    ServeConfig settings = config(home);
    Server.requireUsable(settings.server());
    GrpcServer.requireUsable(settings.grpc(), settings.server());
    if (Files.exists(pipeline)) {
      requireFitting(pipeline, folder, home);
      say("using " + pipeline);
    } else {
      write(home);
    }
    PipelineRun.Ended ended = run(pipeline, home);
    RunSummary summary = ended.summary();
    ModelVersion version = summary.version();
    Landed landed = summary.landed();
    if (ended.exitCode() != 0 || version == null || landed == null) {
      return ended.exitCode();
    }
    Json row = row(home, folder, version, landed);
    ServeCommand.serve(
        home,
        config(home),
        EnvironmentName.PRODUCTION,
        List.of(pipeline),
        serving -> greet(serving, version, pipeline, row, ended.report()));
    return 0;
  }

  private ServeConfig config(Path home) {
    ServeConfig config = ServeConfig.read(home.resolve("server.yaml"));
    return port == null ? config : config.atPort(port);
  }

  /** A pipeline that is there was written for this file and label, or nothing is done. */
  private void requireFitting(Path pipeline, Path folder, Path home) {
    PipelineConfig config = PipelineRun.read(pipeline);
    Path data = NamedFile.of(file).path();
    // By the policy alone: looking makes no home.
    ReadableFiles readable = new ReadableFiles(folder, PolicyFile.of(home));
    if (!new SourceDiscovery(folder, readable).find(config.source()).contains(data)) {
      throw other(pipeline, "it does not read this file", data.toString());
    }
    if (label != null
        && config.label().column().filter(column -> column.value().equals(label)).isEmpty()) {
      throw other(pipeline, "its label is not this column", label);
    }
  }

  private static RuntimeException other(Path pipeline, String what, String found) {
    return Problem.of(ErrorCode.USAGE, "there is another pipeline already: " + what)
        .at(pipeline.toString())
        .found(found)
        .next("Give another --output and --home, or run and serve that pipeline.")
        .asException();
  }

  private void write(Path home) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    InitCommand init =
        new InitCommand(
            new Terminal(
                new PrintStream(said, true, StandardCharsets.UTF_8), terminal.err(), false));
    init.common = new CommonOptions();
    init.common.home = home;
    init.common.json = true;
    init.file = file;
    init.label = label;
    init.name = name;
    init.output = output;
    var _ = init.call();
    JsonObject written = JsonObject.of(JsonReader.read(said.toByteArray()));
    say("wrote " + written.text("file"));
    written.texts("reasons").forEach(reason -> say("  " + reason));
    written.texts("grants-needed").forEach(grant -> say("first: " + grant));
  }

  private PipelineRun.Ended run(Path pipeline, Path home) {
    CommonOptions options = new CommonOptions();
    options.home = home;
    Terminal shown =
        common.json
            ? new Terminal(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                terminal.err(),
                terminal.live())
            : terminal;
    return new PipelineRun(shown, options, pipeline, StageRange.ALL, "up").run();
  }

  private static Json row(Path home, Path folder, ModelVersion version, Landed landed) {
    try (OpenHome open = OpenHome.open(home)) {
      List<Path> folders = new ReadableFiles(folder, open.policy()).folders();
      return RealRows.of(open, folders, version, landed, 1).getFirst();
    }
  }

  private void greet(Serving serving, ModelVersion version, Path pipeline, Json row, Path report) {
    String request = CanonicalJson.text(Json.members().put("rows", List.of(row)).build());
    String predict =
        serving.address().resolve("/api/v1/models/" + version.model() + "/predict").toString();
    String curl =
        "curl -H 'Content-Type: application/json' -d '"
            + request.replace("'", "'\\''")
            + "' "
            + predict;
    if (common.json) {
      terminal
          .out()
          .println(
              CanonicalJson.text(
                  Json.members()
                      .put("address", serving.address().toString())
                      .put("node", serving.node().value())
                      .put("pipeline", pipeline.toString())
                      .put("model", version.model().value())
                      .put("version", version.version())
                      .put("report", report.toString())
                      .put("predict", predict)
                      .put("request", request)
                      .put("curl", curl)
                      .build()));
    } else {
      terminal.out().println();
      terminal
          .out()
          .println("serving    " + serving.address() + " (pages are there; stop with Ctrl-C)");
      terminal.out().println("try        " + curl);
    }
    terminal.out().flush();
  }

  private void say(String text) {
    (common.json ? terminal.err() : terminal.out()).println(text);
  }
}

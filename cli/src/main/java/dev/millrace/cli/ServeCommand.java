package dev.millrace.cli;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.id.EnvironmentName;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code millrace serve}: answers requests with what is released, until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Serve the released models of a home over HTTP.",
    footer = {
      "",
      "Example:",
      "  millrace serve --home examples/chicago-taxi/.millrace --port 8080",
      "  curl -H 'Content-Type: application/json' -d '{\"rows\": [{\"fare\": 12.5}]}' \\",
      "    http://localhost:8080/api/v1/models/chicago-taxi/predict"
    })
final class ServeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings (default: server.yaml in the home, if it is there).")
  @Nullable Path config;

  @Option(names = "--port", description = "Port to listen at; 0 takes any free one.")
  @Nullable Integer port;

  @Option(
      names = "--pipeline",
      paramLabel = "FILE",
      description = "A pipeline whose model is watched as it says; may be given again.")
  List<Path> pipelines = List.of();

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "Environment whose releases are served (default: ${DEFAULT-VALUE}).")
  String environment = EnvironmentName.PRODUCTION.value();

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    requirePort(port);
    Path home = common.home(Path.of(""));
    ServeConfig read = ServeConfig.read(config == null ? home.resolve("server.yaml") : config);
    serve(
        home,
        port == null ? read : read.atPort(port),
        new EnvironmentName(environment),
        pipelines,
        this::say);
    return 0;
  }

  /** Serves a home until this process is told to end. */
  static void serve(
      Path home,
      ServeConfig config,
      EnvironmentName environment,
      List<Path> pipelines,
      Consumer<Serving> begun)
      throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Thread hook =
        Thread.ofPlatform()
            .unstarted(
                () -> {
                  told.countDown();
                  await(stopped);
                });
    try (OpenHome open = OpenHome.open(home);
        Serving serving =
            Serving.start(open, config, environment, ServedPipeline.read(pipelines))) {
      Runtime.getRuntime().addShutdownHook(hook);
      begun.accept(serving);
      told.await();
    } finally {
      stopped.countDown();
    }
  }

  static void requirePort(@Nullable Integer port) {
    if (port != null && (port < 0 || port > 65_535)) {
      throw Problem.of(ErrorCode.USAGE, "this is not a port")
          .at("--port")
          .found(port)
          .allowed("0 to 65535")
          .asException();
    }
  }

  private void say(Serving serving) {
    if (common.json) {
      MembersBuilder said =
          Json.members()
              .put("address", serving.address().toString())
              .put("node", serving.node().value())
              .put("environment", environment);
      serving.grpcPort().ifPresent(at -> said.put("grpc-port", at));
      terminal.out().println(CanonicalJson.text(said.build()));
    } else {
      terminal
          .out()
          .println(
              "serving "
                  + (environment.equals(EnvironmentName.PRODUCTION.value())
                      ? ""
                      : environment + " ")
                  + "at "
                  + serving.address()
                  + serving.grpcPort().map(at -> ", gRPC at port " + at).orElse("")
                  + " (stop with Ctrl-C)");
    }
    terminal.out().flush();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

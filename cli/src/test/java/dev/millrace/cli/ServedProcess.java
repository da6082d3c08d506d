package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server as its users start it: {@code millrace serve} in a process of its own. */
final class ServedProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final JsonObject hello;
  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();

  private ServedProcess(Process process, BufferedReader out, JsonObject hello) {
    this.process = process;
    this.out = out;
    this.hello = hello;
    this.address = URI.create(hello.text("address"));
  }

  /** Starts a server at a free port, and comes back once it answers. */
  static ServedProcess start(Path home, Path pipeline) throws IOException {
    return start(
        home.resolveSibling("server.err"),
        "serve",
        "--json",
        "--port",
        "0",
        "--home",
        home.toString(),
        "--pipeline",
        pipeline.toString());
  }

  /**
   * Starts a command that ends up serving, and comes back once it answers.
   *
   * @param said what the process says beside its one document
   */
  static ServedProcess start(Path said, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Dstdout.encoding=UTF-8",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(said.toFile()))
            .start();
    BufferedReader out = SmallRun.reader(process);
    String line = out.readLine();
    assertThat(line).as("what the server says first, see " + said).isNotNull();
    JsonObject hello = JsonObject.of(JsonReader.read(line.getBytes(StandardCharsets.UTF_8)));
    return new ServedProcess(process, out, hello);
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  /** The document the process began with. */
  JsonObject hello() {
    return hello;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The process of the run that the server has started, if there is one now. */
  Optional<ProcessHandle> run() {
    return java(process.toHandle());
  }

  /** The training process of the run, if there is one now. */
  Optional<ProcessHandle> trainer() {
    return run().flatMap(ServedProcess::java);
  }

  /** Libraries start small programs too. */
  private static Optional<ProcessHandle> java(ProcessHandle parent) {
    return parent
        .children()
        .filter(child -> child.info().command().filter(name -> name.endsWith("java")).isPresent())
        .findFirst();
  }

  /** Ends the server as a power cut would. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /** Ends the server as Ctrl-C does; gives its exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  @Override
  public void close() throws IOException {
    try (client;
        out) {
      // Its locks are held until it is gone.
      process.destroyForcibly().onExit().join();
    }
  }
}

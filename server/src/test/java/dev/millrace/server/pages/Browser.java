package dev.millrace.server.pages;

import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.json.MembersBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Chromium without a window, driven over its DevTools protocol. */
final class Browser implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<Long, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final WebSocket socket;

  private Browser(Process process, String port)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    this.process = process;
    this.socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create(page(port)), new Replies())
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    ask("Page.enable", Json.members());
    ask("Log.enable", Json.members());
    ask("Runtime.enable", Json.members());
  }

  /** Starts a browser that keeps what it remembers in a folder. */
  static Browser start(Path folder)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    List<String> command = new ArrayList<>();
    command.add(program().toString());
    command.addAll(
        List.of(
            "--headless=new",
            "--remote-debugging-port=0",
            "--remote-allow-origins=*",
            "--user-data-dir=" + folder,
            "--no-first-run",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--window-size=1200,900",
            "about:blank"));
    if (System.getProperty("user.name").equals("root")) {
      command.add(1, "--no-sandbox"); // it does not start as root otherwise
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("TMPDIR", Files.createDirectories(folder).toString());
    Process process = builder.start();
    // It says where it listens, and is read on so that it never waits to be.
    CompletableFuture<String> port = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  int at = line.indexOf("DevTools listening on ws://");
                  if (at >= 0) {
                    port.complete(URI.create(line.substring(line.indexOf("ws://"))).getPort() + "");
                  }
                }
                port.completeExceptionally(new IOException("the browser ended"));
              } catch (IOException e) {
                port.completeExceptionally(e);
              }
            });
    try {
      return new Browser(process, port.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (IOException | ExecutionException | TimeoutException | InterruptedException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static Path program() {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      for (String name : NAMES) {
        Path file = Path.of(folder, name);
        if (Files.isExecutable(file)) {
          return file;
        }
      }
    }
    throw new IllegalStateException("this test needs one of " + NAMES + " on the PATH");
  }

  private String page(String port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build();
    String targets = client.send(request, BodyHandlers.ofString()).body();
    for (Json target :
        ((Json.Items) JsonReader.read(targets.getBytes(StandardCharsets.UTF_8))).values()) {
      JsonObject page = JsonObject.of(target);
      if (page.text("type").equals("page")) {
        return page.text("webSocketDebuggerUrl");
      }
    }
    throw new IOException("the browser has no page: " + targets);
  }

  /** Goes to an address and waits until the page is there with its scripts. */
  void open(URI address) throws InterruptedException, ExecutionException, TimeoutException {
    ask("Page.navigate", Json.members().put("url", address.toString()));
    await("document.readyState === 'complete' && location.href === '" + address + "'");
  }

  /** Waits until an expression is true. */
  void await(String condition) throws InterruptedException, ExecutionException, TimeoutException {
    for (long tried = 0; ; tried++) {
      try {
        evaluate(
            "new Promise(done => { const look = () => ("
                + condition
                + ") ? done('') : setTimeout(look, 20); look(); })");
        return;
      } catch (IllegalStateException e) {
        // A page that is left takes its promises with it.
        if (tried == 100 || !String.valueOf(e.getMessage()).contains("-32000")) {
          throw e;
        }
      }
    }
  }

  /** The value of an expression as text. */
  String evaluate(String expression)
      throws InterruptedException, ExecutionException, TimeoutException {
    JsonObject result =
        ask(
            "Runtime.evaluate",
            Json.members()
                .put("expression", "Promise.resolve(" + expression + ").then(String)")
                .flag("awaitPromise", true));
    if (result.find("exceptionDetails").isPresent()) {
      throw new IllegalStateException(CanonicalJson.text(result.value("exceptionDetails")));
    }
    return result.object("result").text("value");
  }

  /** Presses the mouse in the middle of the first element that a selector finds. */
  void click(String selector) throws InterruptedException, ExecutionException, TimeoutException {
    String place =
        evaluate(
            "(() => { const e = document.querySelector('"
                + selector
                + "'); e.scrollIntoView({block: 'center'});"
                + " const r = e.getBoundingClientRect();"
                + " return (r.x + r.width / 2) + ' ' + (r.y + r.height / 2); })()");
    String[] parts = place.split(" ", -1);
    for (String type : List.of("mousePressed", "mouseReleased")) {
      ask(
          "Input.dispatchMouseEvent",
          Json.members()
              .put("type", type)
              .put("x", Double.parseDouble(parts[0]))
              .put("y", Double.parseDouble(parts[1]))
              .put("button", "left")
              .put("clickCount", 1));
    }
  }

  /** Types into what has the focus. */
  void type(String text) throws InterruptedException, ExecutionException, TimeoutException {
    ask("Input.insertText", Json.members().put("text", text));
  }

  /** What the browser complained about, such as what the page's policy forbids. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  private JsonObject ask(String method, MembersBuilder parameters)
      throws InterruptedException, ExecutionException, TimeoutException {
    int id = next.incrementAndGet();
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    asked.put((long) id, answer);
    socket
        .sendText(
            CanonicalJson.text(
                Json.members()
                    .put("id", id)
                    .put("method", method)
                    .put("params", parameters.build())
                    .build()),
            true)
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    JsonObject said = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (said.find("error").isPresent()) {
      throw new IllegalStateException(method + ": " + CanonicalJson.text(said.value("error")));
    }
    return said.object("result");
  }

  /** Takes what the browser says, which may come in parts. */
  private final class Replies implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        JsonObject said =
            JsonObject.of(JsonReader.read(text.toString().getBytes(StandardCharsets.UTF_8)));
        text.setLength(0);
        if (said.find("id").isPresent()) {
          CompletableFuture<JsonObject> answer = asked.remove(said.whole("id"));
          if (answer != null) {
            answer.complete(said);
          }
        } else if (said.text("method").equals("Log.entryAdded")
            || said.text("method").equals("Runtime.exceptionThrown")) {
          complaints.add(CanonicalJson.text(said.value("params")));
        }
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
    process.destroy();
    process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }
}

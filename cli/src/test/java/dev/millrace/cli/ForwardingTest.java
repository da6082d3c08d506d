package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Predictions of a real server are forwarded to another one, which fails now and then. */
@Tag("process")
final class ForwardingTest {
  private static final String ROW = "{\"rows\": [{\"x\": 1.5, \"kind\": \"ok\"}]}";

  @TempDir Path folder;
  private final Queue<String> taken = new ConcurrentLinkedQueue<>();
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer sink;

  @BeforeEach
  void start() throws IOException {
    sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sink.createContext(
        "/take",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          boolean fails = asked.incrementAndGet() % 3 == 1;
          if (!fails) {
            new String(body, StandardCharsets.UTF_8).lines().forEach(taken::add);
          }
          exchange.sendResponseHeaders(fails ? 503 : 204, -1);
          exchange.close();
        });
    sink.start();
  }

  @AfterEach
  void stop() {
    sink.stop(0);
  }

  @Test
  void everyPredictionArrivesAlsoThoseOfAServerThatIsGone() throws Exception {
    Set<String> answered = new TreeSet<>();
    String more =
        "log: { forward: { url: 'http://localhost:"
            + sink.getAddress().getPort()
            + "/take', batch: 7, every: 20ms, mask: [kind] } }\n";
    SmallModel.register(folder);
    for (int server = 0; server < 2; server++) {
      try (LiveHome live = LiveHome.again(folder, more)) {
        for (int i = 0; i < 40; i++) {
          answered.add(
              JsonObject.of(
                      live.post("/api/v1/models/small/predict", ROW, 200)
                          .items("predictions")
                          .get(0))
                  .text("id"));
        }
      }
    }
    try (LiveHome live = LiveHome.again(folder, more)) {
      assertThat(live.node()).isNotNull();
      while (!ids().containsAll(answered)) {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
    assertThat(ids()).isEqualTo(answered);
    assertThat(taken).allSatisfy(line -> assertThat(line).doesNotContain("\"kind\":"));
  }

  @Test
  void addressesThatAreNoneAreRefused() {
    for (String url : new String[] {"ftp://x/", "sink", "http://user:word@host/"}) {
      assertThat(
              catchThrowable(
                  () ->
                      ServeConfig.read(
                          "server.yaml", "log: { forward: { url: '" + url + "' } }\n")))
          .hasMessageContaining("log.forward.url");
    }
    assertThat(
            catchThrowable(
                () -> ServeConfig.read("server.yaml", "log: { forward: { batch: 5 } }\n")))
        .hasMessageContaining("needs a 'url'");
  }

  private Set<String> ids() {
    Set<String> ids = new TreeSet<>();
    taken.forEach(
        line ->
            ids.add(
                JsonObject.of(JsonReader.read(line.getBytes(StandardCharsets.UTF_8))).text("id")));
    return ids;
  }
}

package dev.millrace.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may ask, proved on bare sockets. */
@Tag("contract")
@Timeout(120)
final class LimitsTest {
  private static final Duration RECEIVE = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(40);
  private static final Limits SMALL = new Limits(1000, 1024, 256, RECEIVE, IDLE, 100, 2500, 50);
  private static final Route ECHO =
      Route.fast(Method.POST, "/echo", request -> Response.text(200, request.body().asText()));

  private static LiveServer server(Limits limits, Route... more) {
    List<Route> routes = new java.util.ArrayList<>(List.of(more));
    routes.add(ECHO);
    return new LiveServer(ServerConfig.DEFAULTS.with(limits), routes);
  }

  private static LiveServer server() {
    return server(SMALL);
  }

  @Test
  void aBodyDeclaredTooLargeIsRefusedBeforeItIsSent() throws Exception {
    try (LiveServer live = server();
        RawConnection raw = live.connect()) {
      raw.send(RawConnection.post("/echo", "Content-Length: 1001\r\nExpect: 100-continue\r\n", ""));
      assertThat(raw.answer()).startsWith("HTTP/1.1 413").contains("REQUEST_TOO_LARGE");
    }
  }

  @Test
  void aHugeBodyIsRefusedWhileItIsSent() throws Exception {
    try (LiveServer live = server();
        RawConnection raw = live.connect()) {
      raw.send(RawConnection.post("/echo", "Content-Length: 104857600\r\n", "x".repeat(2000)));
      assertThat(raw.answer()).startsWith("HTTP/1.1 413").containsIgnoringCase("connection: close");
      live.pass(Duration.ofSeconds(3));
      assertThat(raw.isAtEnd()).isTrue();
    }
  }

  @Test
  void aChunkedBodyIsCountedToo() throws Exception {
    try (LiveServer live = server();
        RawConnection raw = live.connect()) {
      String chunk = "1f4\r\n" + "x".repeat(500) + "\r\n";
      raw.send(RawConnection.post("/echo", "Transfer-Encoding: chunked\r\n", chunk + chunk));
      raw.send("1\r\nx\r\n");
      assertThat(raw.answer()).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void aBodyAtTheLimitIsTakenWhicheverWayItComes() throws Exception {
    try (LiveServer live = server();
        RawConnection raw = live.connect()) {
      raw.send(RawConnection.post("/echo", "Content-Length: 1000\r\n", "y".repeat(1000)));
      assertThat(raw.answer()).startsWith("HTTP/1.1 200").endsWith("y".repeat(1000));
      String chunk = "1f4\r\n" + "x".repeat(500) + "\r\n";
      raw.send(
          RawConnection.post(
              "/echo", "Transfer-Encoding: chunked\r\n", chunk + chunk + "0\r\n\r\n"));
      assertThat(raw.answer()).startsWith("HTTP/1.1 200").endsWith("x".repeat(1000));
    }
  }

  @Test
  void allBodiesTogetherAreBounded() throws Exception {
    try (LiveServer live = server();
        RawConnection a = live.connect();
        RawConnection b = live.connect();
        RawConnection c = live.connect()) {
      for (RawConnection raw : List.of(a, b)) {
        raw.send(RawConnection.post("/echo", "Content-Length: 1000\r\n", "z".repeat(900)));
      }
      // Both are held once a third is refused for want of room; how soon is the network's affair.
      c.send(RawConnection.post("/echo", "Content-Length: 1000\r\n", "z".repeat(900)));
      String refused = firstAnswer(List.of(a, b, c));
      assertThat(refused).startsWith("HTTP/1.1 503").containsIgnoringCase("retry-after");
    }
  }

  /** Exactly one of three is refused; which one depends on who came last. */
  private static String firstAnswer(List<RawConnection> connections) throws Exception {
    CompletableFuture<String> first = new CompletableFuture<>();
    for (RawConnection raw : connections) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  String answer = raw.answer();
                  if (!answer.isEmpty()) {
                    first.complete(answer);
                  }
                } catch (java.io.IOException e) {
                  // Closed at the end of the test.
                }
              });
    }
    return first.get(60, java.util.concurrent.TimeUnit.SECONDS);
  }

  @Test
  void longTargetsAndHeadersAreRefused() throws Exception {
    try (LiveServer live = server()) {
      try (RawConnection raw = live.connect()) {
        assertThat(raw.send(RawConnection.get("/" + "a".repeat(300))).answer())
            .matches("(?s)HTTP/1\\.[01] 414 .*")
            .contains("application/problem+json");
      }
      try (RawConnection raw = live.connect()) {
        raw.send("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "b".repeat(2000) + "\r\n\r\n");
        assertThat(raw.answer()).matches("(?s)HTTP/1\\.[01] 431 .*");
        assertThat(raw.isAtEnd()).isTrue();
      }
    }
  }

  @Test
  void aBodyDrippedByteByByteMeetsItsDeadline() throws Exception {
    try (LiveServer live = server();
        RawConnection raw = live.connect()) {
      raw.send(RawConnection.post("/echo", "Content-Length: 30\r\nExpect: 100-continue\r\n", ""));
      assertThat(raw.head()).startsWith("HTTP/1.1 100");
      for (int second = 0; second < 10; second++) {
        raw.send("x");
        live.pass(Duration.ofSeconds(1));
      }
      raw.send("x");
      live.pass(Duration.ofSeconds(1));
      assertThat(raw.answer()).startsWith("HTTP/1.1 408").containsIgnoringCase("connection: close");
      live.pass(Duration.ofSeconds(3));
      assertThat(raw.isAtEnd()).isTrue();
    }
  }

  /** Also as it happens: the server's own sweeps, with no help from the test. */
  @Test
  void aDrippedBodyMeetsItsDeadlineInRealTime() throws Exception {
    Limits hasty = new Limits(1000, 1024, 256, Duration.ofMillis(300), IDLE, 100, 5000, 50);
    try (LiveServer live = server(hasty);
        RawConnection raw = live.connect()) {
      raw.send(RawConnection.post("/echo", "Content-Length: 30\r\nExpect: 100-continue\r\n", ""));
      assertThat(raw.head()).startsWith("HTTP/1.1 100");
      live.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      assertThat(raw.answer()).startsWith("HTTP/1.1 408");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET / HT", "GET / HTTP/1.1\r\nHost: loc"})
  void aConnectionWithoutARequestIsClosed(String sent) throws Exception {
    try (LiveServer live = server();
        RawConnection raw = live.connect()) {
      raw.send(sent);
      assertThat(live.get("/healthz").statusCode()).isEqualTo(200);
      live.pass(IDLE.plusSeconds(1));
      assertThat(raw.isAtEnd()).isTrue();
    }
  }

  @Test
  void anAnswerThatTakesTooLongIsGivenUp() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch running = new CountDownLatch(1);
    CompletableFuture<Response> never = new CompletableFuture<>();
    try (LiveServer live =
            server(
                SMALL,
                Route.work(
                    Method.GET,
                    "/slow",
                    request -> {
                      running.countDown();
                      try {
                        new CountDownLatch(1).await();
                      } catch (InterruptedException e) {
                        interrupted.countDown();
                      }
                      return Response.empty();
                    }),
                Route.fastLater(Method.GET, "/never", request -> never));
        RawConnection work = live.connect();
        RawConnection fast = live.connect()) {
      work.send(RawConnection.get("/slow"));
      fast.send(RawConnection.get("/never"));
      running.await();
      awaitInFlight(live, 2);
      live.pass(WorkSettings.DEFAULTS.answer().plusSeconds(1));
      assertThat(work.answer()).startsWith("HTTP/1.1 504").contains("ANSWER_TOO_SLOW");
      assertThat(fast.answer()).startsWith("HTTP/1.1 504");
      interrupted.await();
      never.complete(Response.empty());
      assertThat(fast.send(RawConnection.get("/healthz")).answer()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void connectionsAndRequestsAreBounded() throws Exception {
    CompletableFuture<Response> later = new CompletableFuture<>();
    Limits few = new Limits(1000, 1024, 256, RECEIVE, IDLE, 3, 5000, 1);
    try (LiveServer live = server(few, Route.fastLater(Method.GET, "/later", request -> later));
        RawConnection a = live.connect();
        RawConnection b = live.connect()) {
      a.send(RawConnection.get("/later"));
      awaitInFlight(live, 1);
      assertThat(b.send(RawConnection.get("/healthz")).answer())
          .startsWith("HTTP/1.1 503")
          .containsIgnoringCase("retry-after: 1")
          .contains("SERVER_BUSY");
      try (RawConnection c = live.connect()) {
        assertThat(c.send(RawConnection.get("/healthz")).answer()).startsWith("HTTP/1.1 503");
        try (RawConnection d = live.connect()) {
          assertThat(closedUnread(d.socket)).isTrue();
        }
      }
      later.complete(Response.text(200, "now"));
      assertThat(a.answer()).endsWith("now");
    }
  }

  private static boolean closedUnread(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.io.IOException e) {
      return true;
    }
  }

  @Test
  void workBeyondItsQueueIsTurnedAway() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch running = new CountDownLatch(1);
    ServerConfig config =
        ServerConfig.DEFAULTS.with(new WorkSettings(1, 1, Duration.ofSeconds(60)));
    try (LiveServer live =
            new LiveServer(
                config,
                List.of(
                    Route.work(
                        Method.GET,
                        "/work",
                        request -> {
                          running.countDown();
                          go.await();
                          return Response.text(200, "done");
                        })));
        RawConnection a = live.connect();
        RawConnection b = live.connect();
        RawConnection c = live.connect()) {
      a.send(RawConnection.get("/work"));
      running.await();
      b.send(RawConnection.get("/work"));
      awaitInFlight(live, 2);
      assertThat(c.send(RawConnection.get("/work")).answer())
          .startsWith("HTTP/1.1 503")
          .containsIgnoringCase("retry-after");
      go.countDown();
      assertThat(a.answer()).endsWith("done");
      assertThat(b.answer()).endsWith("done");
    }
  }

  /** Waits until the server has read so many requests. */
  private static void awaitInFlight(LiveServer live, int count) {
    while (live.server.inFlight() < count) {
      live.server.sweep();
    }
  }
}

package dev.millrace.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stop that loses nothing of clients that honour {@code Connection: close}. */
@Tag("contract")
@Timeout(180)
final class StopTest {
  private static final ServerConfig PATIENT =
      ServerConfig.DEFAULTS.with(new DrainSettings(Duration.ZERO, Duration.ofSeconds(60)));

  private final AtomicInteger handled = new AtomicInteger();

  private Route fast() {
    return Route.fast(Method.POST, "/fast", request -> counted());
  }

  private Route work() {
    return Route.work(Method.POST, "/work", request -> counted());
  }

  private Response counted() {
    return Response.text(200, String.valueOf(handled.incrementAndGet()));
  }

  /** Clients leave a server with the answer that says so, as a proxy before two servers does. */
  @Test
  void underLoadEveryRequestIsAnswered() throws Exception {
    List<String> lost = new CopyOnWriteArrayList<>();
    AtomicInteger answered = new AtomicInteger();
    AtomicInteger moved = new AtomicInteger();
    CountDownLatch warm = new CountDownLatch(500);
    CountDownLatch onward = new CountDownLatch(500);
    List<Thread> clients = new ArrayList<>();
    try (LiveServer leaving = new LiveServer(PATIENT, List.of(fast(), work()));
        LiveServer staying = new LiveServer(PATIENT, List.of(fast(), work()))) {
      for (int i = 0; i < 8; i++) {
        String path = i % 2 == 0 ? "/fast" : "/work";
        clients.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      try (HttpClient client =
                          HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
                        LiveServer target = leaving;
                        while (onward.getCount() > 0) {
                          HttpResponse<String> response =
                              client.send(post(target, path), BodyHandlers.ofString());
                          answered.incrementAndGet();
                          if (response.statusCode() != 200) {
                            lost.add(response.statusCode() + " " + response.body());
                          }
                          (target == leaving ? warm : onward).countDown();
                          if (target == leaving && saysClose(response)) {
                            moved.incrementAndGet();
                            target = staying;
                          }
                        }
                      } catch (IOException | InterruptedException e) {
                        lost.add(e.toString());
                      }
                    }));
      }
      warm.await();
      leaving.server.lameDuck();
      onward.await();
      assertThat(leaving.server.finish().unanswered()).isZero();
      for (Thread client : clients) {
        client.join();
      }
    }
    assertThat(lost).isEmpty();
    assertThat(moved).hasValue(8);
    assertThat(answered.get()).isGreaterThan(1000).isEqualTo(handled.get());
  }

  private static HttpRequest post(LiveServer live, String path) {
    return HttpRequest.newBuilder(live.at(path))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{}"))
        .build();
  }

  private static boolean saysClose(HttpResponse<String> response) {
    return response.headers().firstValue("connection").filter("close"::equals).isPresent();
  }

  @Test
  void aLameDuckAnswersNewcomersAndSendsThemAway() throws Exception {
    try (LiveServer live = new LiveServer(PATIENT, List.of(fast()));
        RawConnection old = live.connect()) {
      assertThat(old.send(RawConnection.get("/readyz")).answer()).startsWith("HTTP/1.1 200");
      live.server.lameDuck();
      assertThat(old.send(RawConnection.get("/readyz")).rest())
          .startsWith("HTTP/1.1 503")
          .containsIgnoringCase("connection: close")
          .contains("it is stopping");
      try (RawConnection newcomer = live.connect()) {
        assertThat(newcomer.send(RawConnection.post("/fast", "Content-Length: 2\r\n", "{}")).rest())
            .startsWith("HTTP/1.1 200")
            .containsIgnoringCase("connection: close");
      }
    }
  }

  @Test
  void requestsUnderWayAreFinished() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Response> later = new CompletableFuture<>();
    List<Route> routes =
        List.of(
            Route.work(
                Method.GET,
                "/slow",
                request -> {
                  begun.countDown();
                  go.await();
                  return Response.text(200, "slow but done");
                }),
            Route.fastLater(Method.GET, "/later", request -> later));
    try (LiveServer live = new LiveServer(PATIENT, routes);
        RawConnection slow = live.connect();
        RawConnection waiting = live.connect();
        RawConnection idle = live.connect()) {
      slow.send(RawConnection.get("/slow"));
      waiting.send(RawConnection.get("/later"));
      begun.await();
      while (live.server.inFlight() < 2) {
        live.server.sweep();
      }
      CompletableFuture<StopReport> stopped = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> stopped.complete(live.server.stop()));
      assertThat(idle.isAtEnd()).isTrue(); // the stop has come to closing what is idle
      go.countDown();
      later.complete(Response.text(200, "late but done"));
      assertThat(slow.rest()).startsWith("HTTP/1.1 200").endsWith("slow but done");
      assertThat(waiting.rest()).endsWith("late but done");
      assertThat(stopped.join().unanswered()).isZero();
    }
  }

  @Test
  void whatDoesNotEndInTimeIsCutOffAndCounted() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Route stuck =
        Route.work(
            Method.GET,
            "/stuck",
            request -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } finally {
                interrupted.countDown();
              }
              return Response.empty();
            });
    ServerConfig hasty =
        ServerConfig.DEFAULTS.with(new DrainSettings(Duration.ZERO, Duration.ofMillis(50)));
    try (LiveServer live = new LiveServer(hasty, List.of(stuck));
        RawConnection raw = live.connect()) {
      raw.send(RawConnection.get("/stuck"));
      begun.await();
      assertThat(live.server.stop().unanswered()).isEqualTo(1);
      assertThat(raw.rest()).isEmpty();
      interrupted.await();
    }
  }
}

package dev.millrace.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Server-sent events. */
@Tag("contract")
@Timeout(120)
final class StreamsTest {
  private final List<EventStream> streams = new CopyOnWriteArrayList<>();
  private final Route events = Route.stream("/events", (request, stream) -> streams.add(stream));

  private LiveServer server() {
    return LiveServer.with(events);
  }

  private static RawConnection listen(LiveServer live) throws Exception {
    RawConnection raw = live.connect();
    raw.send(RawConnection.get("/events"));
    assertThat(raw.head()).startsWith("HTTP/1.1 200").contains("text/event-stream");
    return raw;
  }

  @Test
  void twoHundredClientsGetEveryEventInItsOrder() throws Exception {
    List<RawConnection> clients = new ArrayList<>();
    try (LiveServer live = server()) {
      for (int i = 0; i < 200; i++) {
        clients.add(listen(live));
      }
      assertThat(streams).hasSize(200);
      for (int n = 0; n < 50; n++) {
        ServerEvent event = new ServerEvent(String.valueOf(n), "tick", "n=" + n + "\nsecond");
        streams.forEach(stream -> assertThat(stream.send(event)).isTrue());
      }
      for (RawConnection client : clients) {
        for (int n = 0; n < 50; n++) {
          assertThat(client.readUntil("data: second\n\n"))
              .contains("id: " + n + "\nevent: tick\ndata: n=" + n + "\n");
        }
      }
      assertThat(live.get("/healthz").statusCode()).isEqualTo(200);
      assertThat(live.get("/metrics").body()).contains("millrace_http_streams 200");
    } finally {
      for (RawConnection client : clients) {
        client.close();
      }
    }
  }

  @Test
  void silenceIsBrokenByHeartbeats() throws Exception {
    try (LiveServer live = server();
        RawConnection client = listen(live)) {
      client.readUntil(":\n\n");
      live.pass(StreamSettings.DEFAULTS.heartbeat().plusSeconds(1));
      assertThat(client.readUntil(":\n\n")).doesNotContain("<end>");
      // An hour of them: a stream has no deadline.
      for (int i = 0; i < 240; i++) {
        live.pass(Duration.ofSeconds(15));
      }
      assertThat(streams.get(0).isOpen()).isTrue();
    }
  }

  @Test
  void aClientThatDoesNotReadIsToldAndLetGo() throws Exception {
    ServerEvent large = ServerEvent.of("large", "x".repeat(10_000));
    CountDownLatch closed = new CountDownLatch(1);
    try (LiveServer live = server();
        RawConnection slow = listen(live);
        RawConnection quick = listen(live)) {
      EventStream first = streams.get(0);
      first.onClose(closed::countDown);
      long sent = 0;
      while (first.send(large)) {
        sent++;
        assertThat(sent).as("events held for a client that does not read").isLessThan(100_000);
      }
      assertThat(first.isOpen()).isFalse();
      assertThat(first.send(large)).isFalse();
      assertThat(slow.readUntil("event: dropped")).endsWith("event: dropped");
      assertThat(slow.readUntil("\r\n0\r\n\r\n")).doesNotContain("event: large");
      closed.await();
      assertThat(streams.get(1).send(ServerEvent.of("still", "here"))).isTrue();
      assertThat(quick.readUntil("data: here\n\n")).contains("event: still");
    }
  }

  @Test
  void aClientThatNeverReadsIsCutOff() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (LiveServer live = server();
        RawConnection slow = listen(live)) {
      EventStream stream = streams.get(0);
      stream.onClose(closed::countDown);
      while (stream.send(ServerEvent.of("large", "x".repeat(10_000)))) {
        assertThat(slow.socket.isConnected()).isTrue();
      }
      live.pass(Duration.ofSeconds(1));
      live.pass(Duration.ofSeconds(3));
      closed.await();
    }
  }

  @Test
  void theFeederLearnsThatAClientLeft() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (LiveServer live = server()) {
      RawConnection client = listen(live);
      streams.get(0).onClose(closed::countDown);
      client.close();
      closed.await();
      assertThat(streams.get(0).send(ServerEvent.of("a", "b"))).isFalse();
    }
  }

  @Test
  void streamsAreBoundedAndEndWithTheServer() throws Exception {
    ServerConfig one =
        ServerConfig.DEFAULTS.with(new StreamSettings(1, 4096, Duration.ofSeconds(15)));
    try (LiveServer live = new LiveServer(one, List.of(events));
        RawConnection client = listen(live);
        RawConnection second = live.connect()) {
      assertThat(second.send(RawConnection.get("/events")).answer()).startsWith("HTTP/1.1 503");
      live.server.lameDuck();
      assertThat(live.server.finish().unanswered()).isZero();
      assertThat(client.rest()).contains("event: closing").endsWith("0\r\n\r\n");
    }
  }

  @Test
  void anEventIsOfOneShape() {
    assertThat(new String(ServerEvent.of("", "").bytes(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("data:\n\n");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> ServerEvent.of("a\nb", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

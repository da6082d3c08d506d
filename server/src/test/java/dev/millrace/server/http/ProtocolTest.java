package dev.millrace.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manners of HTTP/1, proved on bare sockets. */
@Tag("contract")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProtocolTest {
  private LiveServer live;

  @BeforeAll
  void start() {
    live =
        LiveServer.with(
            Route.fast(Method.GET, "/n/{n}", request -> Response.text(200, request.path())),
            Route.work(Method.GET, "/w/{n}", request -> Response.text(200, request.path())),
            Route.fast(
                Method.POST, "/echo", request -> Response.text(200, request.body().asText())));
  }

  @AfterAll
  void stop() {
    live.close();
  }

  @Test
  void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
    try (RawConnection raw = live.connect()) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        all.append(RawConnection.get((i % 2 == 0 ? "/w/" : "/n/") + i));
      }
      raw.send(all.toString());
      for (int i = 0; i < 20; i++) {
        assertThat(raw.answer()).endsWith("/" + i);
      }
    }
  }

  @Test
  void connectionCloseClosesAfterTheAnswer() throws Exception {
    try (RawConnection raw = live.connect()) {
      raw.send("GET /n/1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(raw.rest()).containsIgnoringCase("connection: close").endsWith("/n/1");
    }
  }

  @Test
  void oldClientsAreServed() throws Exception {
    try (RawConnection raw = live.connect()) {
      assertThat(raw.send("GET /n/2 HTTP/1.0\r\n\r\n").rest()).endsWith("/n/2");
    }
    try (RawConnection raw = live.connect()) {
      String keep = "GET /n/3 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
      assertThat(raw.send(keep).answer()).containsIgnoringCase("connection: keep-alive");
      assertThat(raw.send(keep).answer()).endsWith("/n/3");
    }
  }

  @Test
  void aClientThatAsksFirstIsToldToGoOn() throws Exception {
    try (RawConnection raw = live.connect()) {
      raw.send(RawConnection.post("/echo", "Content-Length: 2\r\nExpect: 100-continue\r\n", ""));
      assertThat(raw.head()).startsWith("HTTP/1.1 100");
      assertThat(raw.send("hi").answer()).startsWith("HTTP/1.1 200").endsWith("hi");
    }
    try (RawConnection raw = live.connect()) {
      raw.send(RawConnection.post("/none", "Content-Length: 2\r\nExpect: 100-continue\r\n", ""));
      assertThat(raw.answer()).startsWith("HTTP/1.1 404").containsIgnoringCase("connection: close");
    }
  }

  @Test
  void piecesOfARequestAreOneRequest() throws Exception {
    try (RawConnection raw = live.connect()) {
      String whole = RawConnection.post("/echo", "Content-Length: 4\r\n", "abcd");
      for (int i = 0; i < whole.length(); i++) {
        raw.send(whole.substring(i, i + 1));
      }
      assertThat(raw.answer()).endsWith("abcd");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
        "Content-Length: 4\r\nContent-Length: 5\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: 4x\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding : chunked\r\n",
      })
  void twoMeaningsOfOneLengthAreRefused(String headers) throws Exception {
    try (RawConnection raw = live.connect()) {
      raw.send(RawConnection.post("/echo", headers, "0\r\n\r\nGET /n/1 HTTP/1.1\r\n\r\n"));
      String all = raw.rest();
      assertThat(all).startsWith("HTTP/1.1 400").containsOnlyOnce("HTTP/1.1");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rubbish\r\n\r\n",
        "GET\r\n\r\n",
        "\u0016\u0003\u0001\u0002\r\n\r\n",
        "GET http://elsewhere/n/1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
      })
  void whatIsNoRequestOfOursIsRefused(String bytes) throws Exception {
    try (RawConnection raw = live.connect()) {
      assertThat(raw.send(bytes).rest())
          .matches("(?s)HTTP/1\\.[01] 400 .*")
          .contains("application/problem+json");
    }
  }
}

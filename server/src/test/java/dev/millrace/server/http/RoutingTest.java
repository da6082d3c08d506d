package dev.millrace.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which request reaches what, over the wire. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RoutingTest {
  private LiveServer live;

  @BeforeAll
  void start() {
    live =
        LiveServer.with(
            Route.fast(Method.GET, "/", request -> Response.text(200, "top")),
            Route.fast(Method.GET, "/models", request -> Response.text(200, "all")),
            Route.fast(
                Method.GET,
                "/models/{name}",
                request -> Response.text(200, "model " + request.values().text("name"))),
            Route.fast(Method.GET, "/models/newest", request -> Response.text(200, "newest")),
            Route.fast(
                Method.GET,
                "/models/{id:number}",
                request -> Response.text(200, "number " + request.values().number("id"))),
            Route.work(
                Method.POST,
                "/models/{name}/{stage}",
                request ->
                    Response.text(
                        201, request.values().text("stage") + " " + request.body().asText())),
            Route.fast(
                Method.GET,
                "/files/{path*}",
                request -> Response.text(200, request.values().text("path"))),
            Route.fast(
                Method.GET,
                "/query",
                request ->
                    Response.text(
                        200,
                        request.query().find("a").orElse("none")
                            + request.query().all("b").toString())));
  }

  @AfterAll
  void stop() {
    live.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, top",
    "/models, all",
    "/models/fraud, model fraud",
    "/models/a%2Fb%20%C3%A9, model a/b é",
    "/models/a+b, model a+b",
    "/models/newest, newest",
    "/models/12, number 12",
    "/files/a/b/c.js, a/b/c.js",
    "/query?a=1+%2B&b=x&b=y, '1 +[x, y]'",
  })
  void aPathReachesTheMostParticularRoute(String path, String answer) throws Exception {
    HttpResponse<String> response = live.get(path);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "/nothing, 404",
    "/models/, 404",
    "//models, 404",
    "/models/a/b/c, 404",
    "/models/%zz, 400",
    "/models/%0a, 400",
    "/models/%ff, 400",
    "/models/%, 400",
    "/query?a=1&a=2, 400",
    "/query?a=%G1, 400",
  })
  void otherPathsAreRefused(String path, int status) throws Exception {
    try (RawConnection raw = live.connect()) {
      assertThat(raw.send(RawConnection.get(path)).answer())
          .startsWith("HTTP/1.1 " + status)
          .contains("application/problem+json");
    }
  }

  @Test
  void anotherMethodIsToldWhichAreAllowed() throws Exception {
    HttpResponse<String> response =
        live.send(
            HttpRequest.newBuilder(live.at("/models"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{}")));
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("allow")).hasValue("GET, HEAD, OPTIONS");
    assertThat(response.body()).contains("METHOD_NOT_ALLOWED");
  }

  @Test
  void optionsAreTold() throws Exception {
    HttpResponse<String> response =
        live.send(
            HttpRequest.newBuilder(live.at("/models/m/s"))
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.headers().firstValue("allow")).hasValue("POST, OPTIONS");
    try (RawConnection raw = live.connect()) {
      assertThat(raw.send("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n").answer())
          .startsWith("HTTP/1.1 204");
    }
  }

  @Test
  void headIsGetWithoutItsBody() throws Exception {
    HttpResponse<String> response =
        live.send(
            HttpRequest.newBuilder(live.at("/models")).method("HEAD", BodyPublishers.noBody()));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-length")).hasValue("3");
    assertThat(response.body()).isEmpty();
  }

  @Test
  void workIsAnsweredWithItsBody() throws Exception {
    HttpResponse<String> response = live.post("/models/m/live", "ünï");
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body()).isEqualTo("live ünï");
  }

  @Test
  void healthIsTold() throws Exception {
    assertThat(live.get("/healthz").body()).contains("alive");
    assertThat(live.get("/readyz").body()).contains("ready");
    assertThat(live.get("/metrics").body())
        .contains("millrace_http_requests_seconds_bucket")
        .contains("jvm_memory_used_bytes")
        .contains("millrace_http_in_flight");
  }

  @Test
  void twoRoutesForOneRequestAreAMistake() {
    List<Route> routes =
        List.of(
            Route.fast(Method.GET, "/a/{x}", request -> Response.empty()),
            Route.fast(Method.GET, "/a/{y}", request -> Response.empty()));
    assertThatThrownBy(() -> RouteTable.of(routes)).isInstanceOf(IllegalArgumentException.class);
  }
}

package dev.millrace.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.jul.JDK14LoggerFactory;

/** What a caller is told, and what only the log is. */
final class FailuresTest {
  private static final String SECRET = "jdbc:secret@host";

  private static JsonObject problem(HttpResponse<String> response) {
    assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
    return JsonObject.of(JsonReader.read(response.body().getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void everyProblemIsTold() throws Exception {
    MillraceException two =
        new MillraceException(
            List.of(
                Problem.of(ErrorCode.COLUMN_MISSING, "a column is missing")
                    .at("rows[0]")
                    .found("a"),
                Problem.of(ErrorCode.VALUE_INVALID, "not a number").next("Send one.")));
    try (LiveServer live =
        LiveServer.with(
            Route.fast(
                Method.GET,
                "/fast",
                request -> {
                  throw two;
                }),
            Route.work(
                Method.GET,
                "/work",
                request -> {
                  throw two;
                }),
            Route.fastLater(
                Method.GET, "/later", request -> CompletableFuture.failedFuture(two)))) {
      for (String path : List.of("/fast", "/work", "/later")) {
        HttpResponse<String> response = live.get(path);
        assertThat(response.statusCode()).isEqualTo(422);
        JsonObject told = problem(response);
        assertThat(told.text("type")).isEqualTo("urn:millrace:error:column-missing");
        assertThat(told.whole("status")).isEqualTo(422);
        assertThat(told.text("blame")).isEqualTo("data");
        assertThat(told.items("problems")).hasSize(2);
        assertThat(response.body()).contains("rows[0]", "Send one.").doesNotContain("\"id\"");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void everyCodeHasItsStatus(ErrorCode code) {
    Response answer =
        new ProblemJson(() -> "id-1").answer(Problem.of(code, "something").asException());
    assertThat(answer.status()).isEqualTo(code.httpStatus());
    assertThat(answer.body().asText().contains("id-1"))
        .isEqualTo(code.blame() == dev.millrace.error.Blame.OURS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/fast", "/work", "/later", "/nothing"})
  void whatNobodyExpectedIsAnIdThatTheLogHas(String path) throws Exception {
    assertThat(LoggerFactory.getILoggerFactory()).isInstanceOf(JDK14LoggerFactory.class);
    Lines lines = new Lines();
    Logger log = Logger.getLogger(ProblemJson.class.getName());
    log.addHandler(lines);
    log.setUseParentHandlers(false);
    try (LiveServer live =
        LiveServer.with(
            Route.fast(
                Method.GET,
                "/fast",
                request -> {
                  throw new IllegalStateException(SECRET);
                }),
            Route.work(
                Method.GET,
                "/work",
                request -> {
                  throw new java.io.IOException(SECRET);
                }),
            Route.fastLater(
                Method.GET,
                "/later",
                request -> CompletableFuture.failedFuture(new IllegalStateException(SECRET))),
            Route.fastLater(
                Method.GET, "/nothing", request -> CompletableFuture.completedStage(null)))) {
      HttpResponse<String> response = live.get(path);
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body()).doesNotContain(SECRET, "Exception", "at dev.");
      assertThat(problem(response).text("id")).isEqualTo("failure-1");
    } finally {
      log.removeHandler(lines);
      log.setUseParentHandlers(true);
    }
    assertThat(lines.records).hasSize(1);
    assertThat(lines.records.get(0).getMessage()).contains("failure-1");
    assertThat(lines.records.get(0).getThrown()).isNotNull();
  }

  @Test
  void aPortThatIsTakenIsTold() {
    try (LiveServer live = LiveServer.with()) {
      ServerConfig same = ServerConfig.DEFAULTS.atPort(live.server.port());
      assertThatThrownBy(
              () ->
                  Server.start(
                      same,
                      List.of(),
                      new Readiness(),
                      new ServerMetrics(),
                      new Surroundings(java.time.Clock.systemUTC(), () -> 0, () -> "", 1)))
          .isInstanceOfSatisfying(
              MillraceException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.ADDRESS_UNUSABLE));
    }
  }

  private static final class Lines extends Handler {
    final List<LogRecord> records = new ArrayList<>();

    @Override
    public synchronized void publish(LogRecord line) {
      records.add(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}

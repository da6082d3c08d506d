package dev.millrace.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Web pages of others get nowhere. */
final class GuardTest {
  private final Guard guard = new Guard(List.of("box.example"), "http");

  private Optional<ErrorCode> refused(Method method, String host, String... headers) {
    List<Header> list = new ArrayList<>();
    for (int i = 0; i < headers.length; i += 2) {
      list.add(new Header(headers[i], headers[i + 1]));
    }
    return guard.refuse(method, Optional.of(host), Headers.of(list)).map(Problem::code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8080",
        "LOCALHOST:1",
        "127.0.0.1:8080",
        "127.1.2.3",
        "[::1]:8080",
        "app.localhost:8080",
        "box.example",
        "Box.Example:443"
      })
  void ourNamesAreTaken(String host) {
    assertThat(refused(Method.GET, host)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil.example:8080",
        "localhost:80:80",
        "0.0.0.0",
        "192.168.1.1",
        "[::2]",
        "localhost@evil.example",
        ""
      })
  void otherNamesAreNot(String host) {
    assertThat(refused(Method.GET, host)).hasValue(ErrorCode.HOST_REFUSED);
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080, true",
    "http://LOCALHOST:8080, true",
    "http://localhost:3000, false",
    "https://localhost:8080, false",
    "http://localhost, false",
    "http://evil.example, false",
    "null, false",
  })
  void onlyOurOwnPagesAsk(String origin, boolean taken) {
    assertThat(refused(Method.GET, "localhost:8080", "Origin", origin).isEmpty()).isEqualTo(taken);
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-site", "cross-site", "anything"})
  void changesFromOtherPlacesAreRefused(String site) {
    assertThat(
            refused(
                Method.DELETE,
                "localhost",
                "Sec-Fetch-Site",
                site,
                "Content-Type",
                "application/json"))
        .hasValue(ErrorCode.ORIGIN_REFUSED);
    assertThat(refused(Method.GET, "localhost", "Sec-Fetch-Site", site)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, true",
    "application/json; charset=utf-8, true",
    "APPLICATION/JSON, true",
    "application/merge-patch+json, true",
    "application/x-ndjson, true",
    "application/octet-stream, true",
    "text/csv; header=present, true",
    "text/csvx, false",
    "text/plain, false",
    "text/plain; application/json, false",
    "'text/plain, application/json', false",
    "application/x-www-form-urlencoded, false",
    "multipart/form-data; boundary=x, false",
    "application/jsonx, false",
  })
  void aChangeIsJson(String type, boolean taken) {
    for (Method method : List.of(Method.POST, Method.PUT, Method.PATCH, Method.DELETE)) {
      assertThat(refused(method, "localhost", "Content-Type", type))
          .isEqualTo(taken ? Optional.empty() : Optional.of(ErrorCode.MEDIA_TYPE_REFUSED));
    }
  }

  @Test
  void aChangeOfAnotherTypeShowsOurHeader() {
    String type = "text/plain";
    assertThat(refused(Method.POST, "localhost", "Content-Type", type))
        .hasValue(ErrorCode.MEDIA_TYPE_REFUSED);
    assertThat(refused(Method.POST, "localhost", "X-Millrace", "cli", "Content-Type", type))
        .isEmpty();
  }

  @Test
  void whoNamesNoTypeIsNoForm() {
    assertThat(refused(Method.POST, "localhost")).isEmpty();
    assertThat(refused(Method.POST, "localhost", "Origin", "https://evil.example"))
        .as("a script of another place")
        .hasValue(ErrorCode.ORIGIN_REFUSED);
  }

  @Test
  void typesGivenTwiceAreNotJson() {
    assertThat(
            refused(
                Method.POST,
                "localhost",
                "Content-Type",
                "application/json",
                "Content-Type",
                "text/plain"))
        .hasValue(ErrorCode.MEDIA_TYPE_REFUSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
  void othersThanThisMachineAreNotServed(String host) {
    assertThatThrownBy(() -> Guard.requireLoopback(host))
        .isInstanceOfSatisfying(
            MillraceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.AUTHENTICATION_MISSING));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
  void thisMachineIs(String host) {
    Guard.requireLoopback(host);
    assertThat(host).isNotEmpty();
  }
}

package dev.millrace.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.config.KeyDoc;
import dev.millrace.core.config.Problems;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.YamlReader;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server's settings as they are written. */
final class ServerConfigTest {
  private static ServerConfig read(String yaml, Problems problems) {
    try (Section top = Section.top(YamlReader.read("server.yaml", yaml), problems)) {
      return ServerConfig.read(top);
    }
  }

  @Test
  void nothingWrittenIsTheDefaults() {
    Problems problems = new Problems();
    assertThat(read("{}", problems)).isEqualTo(ServerConfig.DEFAULTS);
    assertThat(problems.found()).isEmpty();
  }

  @Test
  void everyKeyIsRead() {
    Problems problems = new Problems();
    ServerConfig config =
        read(
            """
            host: localhost
            port: 9000
            names: [box.example]
            event-loops: 3
            limits: {body: 1MB, headers: 4KB, target: 2KB, receive: 5s, idle: 6s,
                     connections: 7, bodies: 2MB, in-flight: 8}
            work: {at-once: 9, queue: 10, answer: 11s}
            streams: {most: 12, buffer: 13KB, heartbeat: 14s}
            stop: {lame-duck: 0s, finish: 16s}
            tls: {certificate: a.pem, key: b.pem, check: 17s}
            """,
            problems);
    assertThat(problems.found()).isEmpty();
    assertThat(config)
        .isEqualTo(
            new ServerConfig(
                "localhost",
                9000,
                List.of("box.example"),
                Optional.of(3L),
                new Limits(
                    1 << 20,
                    4 << 10,
                    2 << 10,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(6),
                    7,
                    2 << 20,
                    8),
                new WorkSettings(9, 10, Duration.ofSeconds(11)),
                new StreamSettings(12, 13 << 10, Duration.ofSeconds(14)),
                new DrainSettings(Duration.ZERO, Duration.ofSeconds(16)),
                Optional.of(
                    new TlsSettings(Path.of("a.pem"), Path.of("b.pem"), Duration.ofSeconds(17)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "port: 70000",
        "port: -1",
        "limits: {body: 0B}",
        "limits: {receive: 0s}",
        "limits: {idle: 2d}",
        "limits: {body: 5}",
        "work: {at-once: 0}",
        "streams: {heartbeat: 1}",
        "tls: {certificate: a.pem}",
        "hots: localhost",
      })
  void mistakesAreTold(String yaml) {
    Problems problems = new Problems();
    ServerConfig unused = read(yaml, problems);
    assertThat(unused).isNotNull();
    assertThat(problems.found())
        .hasSize(1)
        .extracting(Problem::code)
        .containsAnyOf(
            ErrorCode.CONFIG_VALUE_INVALID,
            ErrorCode.CONFIG_KEY_UNKNOWN,
            ErrorCode.CONFIG_KEY_MISSING);
  }

  @Test
  void everyKeySaysWhatItMeans() {
    List<KeyDoc> docs = new ArrayList<>();
    ServerConfig unused = ServerConfig.read(Section.describing(docs));
    assertThat(unused).isEqualTo(ServerConfig.DEFAULTS);
    assertThat(docs)
        .hasSizeGreaterThan(20)
        .allSatisfy(doc -> assertThat(doc.meaning()).isNotEmpty());
  }
}

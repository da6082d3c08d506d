package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.error.MillraceException;
import dev.millrace.json.Json;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo ends, whatever its server does. */
final class DemoClientTest {
  @TempDir Path folder;

  @Test
  void aServerThatNeverAnswersIsNotAwaitedForEver() throws Exception {
    // Connections are made, and nobody reads what comes.
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        OpenHome home = OpenHome.open(folder);
        DemoClient client =
            new DemoClient(
                URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                home.store().stores(),
                Duration.ofMillis(20))) {
      assertThatThrownBy(() -> client.ask(Json.members().build()))
          .isInstanceOf(MillraceException.class)
          .hasMessageContaining("waited in vain: an answer of /api/v1/models/taxi/predict");
    }
  }
}

package dev.millrace.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that change while the server runs. */
@Tag("contract")
@Timeout(120)
final class TlsTest {
  @TempDir Path folder;
  private TlsSettings settings;
  private SSLContext trusting;

  @BeforeEach
  void place() throws Exception {
    settings =
        new TlsSettings(
            folder.resolve("certificate.pem"), folder.resolve("key.pem"), Duration.ofHours(1));
    use("first", "first");
    trusting = trusting("first", "second");
  }

  private void use(String certificate, String key) throws IOException {
    Files.writeString(settings.certificate(), text(certificate + "-certificate.pem"));
    Files.writeString(settings.key(), text(key + "-key.pem"));
  }

  private static String text(String name) throws IOException {
    try (InputStream in = resource(name)) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(TlsTest.class.getResourceAsStream(name), name);
  }

  private static SSLContext trusting(String... names) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (String name : names) {
      try (InputStream in = resource(name + "-certificate.pem")) {
        store.setCertificateEntry(
            name, CertificateFactory.getInstance("X.509").generateCertificate(in));
      }
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private LiveServer server() {
    return new LiveServer(
        ServerConfig.DEFAULTS.with(settings),
        List.of(Route.fast(Method.GET, "/", request -> Response.text(200, "safe"))));
  }

  private RawConnection connect(LiveServer live) throws IOException {
    SSLSocket socket =
        (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", live.server.port());
    socket.startHandshake();
    return new RawConnection(socket);
  }

  private static String name(RawConnection connection) throws IOException {
    X509Certificate shown =
        (X509Certificate) ((SSLSocket) connection.socket).getSession().getPeerCertificates()[0];
    return shown.getSubjectX500Principal().getName();
  }

  @Test
  void anOpenConnectionOutlivesItsCertificate() throws Exception {
    try (LiveServer live = server();
        RawConnection old = connect(live)) {
      assertThat(name(old)).isEqualTo("CN=first");
      assertThat(old.send(RawConnection.get("/")).answer()).endsWith("safe");
      assertThat(live.server.checkTls()).isInstanceOf(TlsOutcome.Unchanged.class);
      use("second", "second");
      assertThat(live.server.checkTls()).isInstanceOf(TlsOutcome.Renewed.class);
      assertThat(old.send(RawConnection.get("/")).answer()).endsWith("safe");
      for (int i = 0; i < 4; i++) { // all event loops
        try (RawConnection fresh = connect(live)) {
          assertThat(name(fresh)).isEqualTo("CN=second");
          assertThat(fresh.send(RawConnection.get("/")).answer()).endsWith("safe");
        }
      }
    }
  }

  @Test
  void whatCannotBeUsedChangesNothing() throws Exception {
    try (LiveServer live = server()) {
      use("second", "first");
      assertKept(live, "does not belong");
      Files.writeString(settings.certificate(), "-----BEGIN CERTIFICATE-----\nrubbish\n");
      assertKept(live, "");
      Files.writeString(settings.certificate(), "");
      assertKept(live, "");
      Files.delete(settings.key());
      assertKept(live, "cannot be read");
      use("second", "second");
      assertThat(live.server.checkTls()).isInstanceOf(TlsOutcome.Renewed.class);
    }
  }

  private void assertKept(LiveServer live, String why) throws IOException {
    assertThat(live.server.checkTls())
        .isInstanceOfSatisfying(
            TlsOutcome.Kept.class, kept -> assertThat(kept.why()).contains(why));
    try (RawConnection fresh = connect(live)) {
      assertThat(name(fresh)).isEqualTo("CN=first");
    }
  }

  @Test
  void aServerDoesNotStartWithoutAPairThatFits() throws Exception {
    use("first", "second");
    assertThatThrownBy(this::server)
        .isInstanceOfSatisfying(
            MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TLS_INVALID));
  }

  @Test
  void newerClientsGetHttp2() throws Exception {
    try (LiveServer live = server();
        HttpClient client =
            HttpClient.newBuilder()
                .sslContext(trusting)
                .version(HttpClient.Version.HTTP_2)
                .build()) {
      HttpResponse<String> response =
          client.send(HttpRequest.newBuilder(live.at("/")).build(), BodyHandlers.ofString());
      assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(response.body()).isEqualTo("safe");
      assertThat(
              client
                  .send(
                      HttpRequest.newBuilder(live.at("/"))
                          .header("Origin", "https://evil.example")
                          .build(),
                      BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(403);
      live.server.lameDuck();
      assertThat(
              client
                  .send(HttpRequest.newBuilder(live.at("/")).build(), BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(200);
      assertThat(live.server.finish().unanswered()).isZero();
    }
  }
}

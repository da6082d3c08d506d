package dev.millrace.server.http;

import dev.millrace.error.MillraceException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Certificate and key in use, and the files that may replace them. */
final class TlsFiles {
  private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);
  private static final Duration SOON = Duration.ofDays(14);
  private static final List<String> PROTOCOLS = List.of("h2", "http/1.1");

  private final TlsSettings settings;
  private final Vertx vertx;
  private final Clock clock;
  private volatile PemPair used;
  private volatile String lastComplaint = "";

  private TlsFiles(TlsSettings settings, Vertx vertx, Clock clock, PemPair used) {
    this.settings = settings;
    this.vertx = vertx;
    this.clock = clock;
    this.used = used;
  }

  /** Reads the files; TLS_INVALID when they cannot be used. */
  static TlsFiles open(TlsSettings settings, Vertx vertx, Clock clock) {
    TlsFiles files = new TlsFiles(settings, vertx, clock, PemPair.read(settings, vertx));
    files.warnOfAge(files.used);
    return files;
  }

  /** Settings of the library for the pair in use. */
  ServerSSLOptions options() {
    return options(used);
  }

  private static ServerSSLOptions options(PemPair pair) {
    ServerSSLOptions options = new ServerSSLOptions();
    options.setKeyCertOptions(pair.options());
    options.setUseAlpn(true);
    options.setApplicationLayerProtocols(PROTOCOLS);
    return options;
  }

  /** Takes over what the files say now; what cannot be used changes nothing. Blocks. */
  synchronized TlsOutcome check(HttpServer server) {
    try {
      PemPair found = PemPair.read(settings, vertx);
      if (found.isSameAs(used)) {
        lastComplaint = "";
        return new TlsOutcome.Unchanged();
      }
      boolean _ =
          server.updateSSLOptions(options(found)).toCompletionStage().toCompletableFuture().join();
      used = found;
      lastComplaint = "";
      LOG.info("certificate renewed, valid until {}", found.expires());
      warnOfAge(found);
      return new TlsOutcome.Renewed(found.expires());
    } catch (MillraceException e) {
      return kept(String.valueOf(e.getMessage()), e);
    } catch (CompletionException e) {
      return kept(String.valueOf(e.getCause()), e);
    }
  }

  /** Complains once about the same, not at every look. */
  private TlsOutcome kept(String why, RuntimeException cause) {
    if (!lastComplaint.equals(why)) {
      lastComplaint = why;
      LOG.warn("the certificate in use is kept: {}", why, cause);
    }
    return new TlsOutcome.Kept(why);
  }

  private void warnOfAge(PemPair pair) {
    Duration left = Duration.between(clock.instant(), pair.expires());
    if (left.compareTo(SOON) < 0) {
      LOG.warn(
          left.isNegative()
              ? "the certificate has expired at {}"
              : "the certificate expires soon, at {}",
          pair.expires());
    }
  }
}

package dev.millrace.cli;

import dev.millrace.core.serve.forward.PredictionSink;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Posts batches to an address; any status of 200 to 299 says that they were taken. */
final class HttpSink implements PredictionSink, AutoCloseable {
  /** The type of JSON lines. */
  static final String TYPE = "application/x-ndjson";

  private final URI url;
  private final Duration timeout;
  private final HttpClient client;

  HttpSink(URI url, Duration timeout) {
    this.url = url;
    this.timeout = timeout;
    // A redirect could lead rows to somebody nobody named.
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public void send(String name, byte[] lines) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .header("Content-Type", TYPE)
            .header("Idempotency-Key", name)
            .POST(BodyPublishers.ofByteArray(lines))
            .build();
    try {
      HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
      if (answer.statusCode() / 100 != 2) {
        throw refused().found("status " + answer.statusCode()).asException();
      }
    } catch (IOException e) {
      throw new MillraceException(refused().found(e).next("See whether it runs."), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MillraceException(refused().found("interrupted"), e);
    }
  }

  private Problem refused() {
    return Problem.of(ErrorCode.LOG_UNAVAILABLE, "predictions could not be forwarded")
        .at(url.toString());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}

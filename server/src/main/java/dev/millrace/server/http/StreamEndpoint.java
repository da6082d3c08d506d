package dev.millrace.server.http;

/**
 * Answers with events for as long as the client listens. Opening happens on the event loop and must
 * not block: it hands the stream to whoever will feed it. A failure here is an ordinary answer.
 */
@FunctionalInterface
public interface StreamEndpoint {
  void open(Request request, EventStream stream);
}

package dev.millrace.server.http;

import java.util.concurrent.CompletionStage;

/**
 * Answers within microseconds on the event loop; nothing in it may block. The stage may complete
 * later and on any thread, such as when a group of log records has been committed.
 */
@FunctionalInterface
public interface FastEndpoint {
  CompletionStage<Response> answer(Request request);
}

package dev.millrace.server.http;

/** Answers on a thread of its own, where it may block; it is interrupted when it takes too long. */
@FunctionalInterface
public interface WorkEndpoint {
  @SuppressWarnings("ThrowSpecificExceptions")
  Response answer(Request request) throws Exception;
}

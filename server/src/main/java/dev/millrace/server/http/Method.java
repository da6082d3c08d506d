package dev.millrace.server.http;

import java.util.Optional;

/** The request methods that routes may have. */
public enum Method {
  GET,
  HEAD,
  POST,
  PUT,
  PATCH,
  DELETE,
  OPTIONS;

  /** True when a request of this method may change something. */
  public boolean changes() {
    return switch (this) {
      case GET, HEAD, OPTIONS -> false;
      case POST, PUT, PATCH, DELETE -> true;
    };
  }

  /** The method of that exact name; methods are case-sensitive. */
  static Optional<Method> find(String name) {
    return switch (name) {
      case "GET" -> Optional.of(GET);
      case "HEAD" -> Optional.of(HEAD);
      case "POST" -> Optional.of(POST);
      case "PUT" -> Optional.of(PUT);
      case "PATCH" -> Optional.of(PATCH);
      case "DELETE" -> Optional.of(DELETE);
      case "OPTIONS" -> Optional.of(OPTIONS);
      default -> Optional.empty();
    };
  }
}
